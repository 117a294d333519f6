package io.riskmonitor.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem document. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient @Nullable List<Problem.FieldError> errors;

    ProblemException(int status, String title, String detail) {
        this(status, title, detail, null);
    }

    ProblemException(int status, String title, String detail, @Nullable List<Problem.FieldError> errors) {
        super(detail);
        this.status = status;
        this.title = title;
        this.errors = errors;
    }

    static ProblemException badParameter(String name, String reason) {
        return new ProblemException(400, "Bad parameter", "parameter " + name + ": " + reason);
    }

    int status() {
        return status;
    }

    Problem document(String path) {
        return new Problem("about:blank", title, status, String.valueOf(getMessage()), path, errors);
    }
}
