package io.riskmonitor.imports;

import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Texts;
import io.riskmonitor.text.Utf8Text;

/**
 * Why a row of an imported file was not taken.
 *
 * @param row the first row under the header, or the first feature, being 1
 * @param field the column or property at fault, or {@code row} for the row as a whole
 */
public record Refusal(String file, long row, String field, String reason) {
    private static final int SHOWN = 100;

    static Refusal of(String file, long row, Problem problem) {
        String value = Utf8Text.shown(problem.value());
        String shown = value.isEmpty() ? "" : ", not '" + Texts.shorten(Texts.oneLine(value), SHOWN) + "'";
        return new Refusal(file, row, problem.field(), problem.message() + shown);
    }

    /** {@code FILE: row 3: FIELD: REASON}. */
    @Override
    public String toString() {
        return file + ": row " + row + ": " + field + ": " + reason;
    }
}
