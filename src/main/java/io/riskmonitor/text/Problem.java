package io.riskmonitor.text;

/**
 * What is wrong with a row.
 *
 * @param field the field at fault by its name in the file, or {@link #WHOLE_ROW}
 */
public record Problem(Reason reason, String field, String value, String message) {
    public static final String WHOLE_ROW = "row";

    public static Problem ofRow(Reason reason, String value, String message) {
        return new Problem(reason, WHOLE_ROW, value, message);
    }
}
