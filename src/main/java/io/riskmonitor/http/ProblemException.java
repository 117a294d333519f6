package io.riskmonitor.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem document. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient @Nullable List<Problem.FieldError> errors;
    private final @Nullable Duration retryAfter;

    ProblemException(int status, String title, String detail) {
        this(status, title, detail, null, null);
    }

    ProblemException(int status, String title, String detail, List<Problem.FieldError> errors) {
        this(status, title, detail, errors, null);
    }

    private ProblemException(
            int status,
            String title,
            String detail,
            @Nullable List<Problem.FieldError> errors,
            @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.title = title;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    static ProblemException badParameter(String name, String reason) {
        return new ProblemException(400, "Bad parameter", "parameter " + name + ": " + reason);
    }

    /** What may be asked again after a while. */
    static ProblemException later(int status, String title, String detail, Duration retryAfter) {
        return new ProblemException(status, title, detail, null, retryAfter);
    }

    int status() {
        return status;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    Problem document(String path) {
        return new Problem("about:blank", title, status, String.valueOf(getMessage()), path, errors);
    }
}
