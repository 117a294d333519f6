package io.riskmonitor.feed;

import io.riskmonitor.incident.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a row.
 *
 * @param field the field at fault by its name in the file, or {@link #WHOLE_ROW}
 */
record Problem(Reason reason, String field, String value, String message) {
    static final String WHOLE_ROW = "row";
    private static final int VALUE_LIMIT = 200;
    private static final int RAW_LIMIT = 4_000;

    static Problem ofRow(Reason reason, String value, String message) {
        return new Problem(reason, WHOLE_ROW, value, message);
    }

    RowOutcome.Refused refused(long row, @Nullable ReportId id, String raw) {
        return new RowOutcome.Refused(
                row,
                id,
                field,
                Texts.shorten(value, VALUE_LIMIT),
                reason.code(),
                message,
                Texts.shorten(raw, RAW_LIMIT));
    }
}
