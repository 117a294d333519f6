package io.riskmonitor.http;

import io.riskmonitor.serde.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param detail for people; tells nothing of how the server is made
 * @param errors what is wrong with each field of a refused entry; null if that is not it
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable List<FieldError> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    /** @param row number of the entry in the request, from 1 */
    record FieldError(long row, String field, String value, String reason, String message) {}

    static Problem of(int status, String title, String detail, String path) {
        return new Problem("about:blank", title, status, detail, path, null);
    }

    String json() {
        return JsonText.of(this);
    }
}
