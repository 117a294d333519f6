package io.riskmonitor.text;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of a CSV file under a header.
 *
 * @param number the first row under the header being 1
 * @param fields as many as the header has, unless there is a problem
 * @param problem what keeps the row from being read at all, or null
 */
public record CsvRow(
        long number, List<String> fields, @Nullable Problem problem) {
    /** The row as CSV text. What could not be split into fields is one field, the line itself. */
    public String raw() {
        if (problem != null && fields.size() == 1) {
            return Utf8Text.shown(fields.get(0));
        }
        return fields.stream().map(CsvRow::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String field) {
        String shown = Utf8Text.shown(field);
        boolean plain = shown.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
    }
}
