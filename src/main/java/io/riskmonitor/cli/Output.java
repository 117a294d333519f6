package io.riskmonitor.cli;

import io.riskmonitor.risk.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/** Tables and numbers as the terminal shows them; columns line up with Chinese names, too. */
final class Output {
    private static final String GAP = "  ";

    private Output() {}

    /** Rows under a heading, each column as wide as its widest cell. */
    static List<String> table(List<String> heading, List<List<String>> rows) {
        int[] widths = new int[heading.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(heading);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], columns(row.get(i)));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    static String number(@Nullable Double value, int decimals) {
        return value == null ? "?" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    static String level(@Nullable Level level) {
        return level == null ? "UNKNOWN" : level.name();
    }

    static String signed(@Nullable Double change) {
        return change == null ? "?" : String.format(Locale.ROOT, "%+.1f", change);
    }

    /** The text, cut to so many columns. */
    static String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += Math.max(0, WCWidth.wcwidth(c));
            if (used >= columns) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - columns(row.get(i))))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int columns(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
