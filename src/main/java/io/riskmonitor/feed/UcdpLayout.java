package io.riskmonitor.feed;

import io.riskmonitor.text.Cell;
import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.Texts;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shapes in which UCDP's georeferenced events come. Columns are found by name, in any order; names that a layout
 * does not know are passed over, since releases add columns.
 */
enum UcdpLayout {
    /** The official yearly release: 49 columns, ISO dates. */
    GED("ged", Dates.ISO, "date_start", "date_end", "best"),
    /** What the web site's export gives: other names for the counts, {@code MM/DD/YYYY 00:00:00}, a comma too many. */
    WEB_EXPORT("web-export", Dates.MONTH_FIRST, "date_start", "date_end", "best_est"),
    /** A reduced layout that circulates: 14 columns, the type as text, no precision, year, month and day apart. */
    GED_14("ged-14", Dates.ISO, "year", "month", "day", "best_death"),
    /** The monthly Candidate release: the official columns, with {@code code_status} still telling what to check. */
    CANDIDATE("candidate", Dates.ISO, "date_start", "date_end", "best", "code_status");

    private static final List<String> COMMON =
            List.of("id", "type_of_violence", "side_a", "side_b", "country", "latitude", "longitude");
    private static final Map<String, String> CANONICAL = Map.of(
            "best_est", "best",
            "low_est", "low",
            "high_est", "high",
            "best_death", "best",
            "low_death", "low",
            "high_death", "high");

    private final String label;
    private final Dates dates;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> own;

    UcdpLayout(String label, Dates dates, String... own) {
        this.label = label;
        this.dates = dates;
        this.own = List.of(own);
    }

    /** The layout's name on the command line. */
    String label() {
        return label;
    }

    /** The columns of this layout that the header does not have. */
    List<String> missingIn(List<String> header) {
        List<String> names = lowerCase(header);
        return columns().stream().filter(column -> !names.contains(column)).toList();
    }

    /** How a date of this layout is written. */
    Dates dates() {
        return dates;
    }

    /** The fields of a row under their canonical names, those of {@link #GED}. */
    static Map<String, Cell> cells(List<String> header, List<String> fields) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).toLowerCase(Locale.ROOT);
            cells.putIfAbsent(CANONICAL.getOrDefault(name, name), new Cell(header.get(i), fields.get(i)));
        }
        return cells;
    }

    /** @throws UnreadableFileException if no layout has that name, or the header lacks one of its columns */
    static UcdpLayout forced(String label, List<String> header, String fileName) throws UnreadableFileException {
        for (UcdpLayout layout : values()) {
            if (layout.label.equals(label)) {
                List<String> missing = layout.missingIn(header);
                if (missing.isEmpty()) {
                    return layout;
                }
                throw new UnreadableFileException(fileName + ": layout " + label + " needs the columns " + missing
                        + ", which the header does not have");
            }
        }
        throw new UnreadableFileException(fileName + ": unknown UCDP layout '" + label + "'; known are "
                + Arrays.stream(values()).map(UcdpLayout::label).collect(Collectors.joining(", ")));
    }

    /**
     * The layout that the header and the first rows show.
     *
     * @throws UnreadableFileException if none fits; the message names what was looked for
     */
    static UcdpLayout recognised(CsvRows rows, List<CsvRow> firstRows, String fileName) throws UnreadableFileException {
        List<String> header = rows.header();
        for (UcdpLayout layout : List.of(WEB_EXPORT, GED_14, GED)) {
            if (layout.missingIn(header).isEmpty()) {
                return layout == GED && hasOpenChecks(header, firstRows) ? CANDIDATE : layout;
            }
        }
        String wanted = Arrays.stream(values())
                .map(layout -> layout.label + " (" + String.join(", ", layout.columns()) + ")")
                .collect(Collectors.joining("; "));
        throw new UnreadableFileException(fileName + ": no known UCDP layout. The header is "
                + Texts.shorten(Utf8Text.shown(String.join(",", header)), 200) + rows.separatorHint()
                + ". Looked for the columns of " + wanted);
    }

    /** Only Candidate rows carry a code_status such as "Check deaths"; in a yearly release all are "Clear". */
    private static boolean hasOpenChecks(List<String> header, List<CsvRow> rows) {
        int status = lowerCase(header).indexOf("code_status");
        return status >= 0
                && rows.stream()
                        .filter(row -> row.problem() == null)
                        .anyMatch(row -> row.fields()
                                .get(status)
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .startsWith("check"));
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(COMMON);
        columns.addAll(own);
        return columns;
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** A way of writing a day. Nothing is guessed: another order of day and month would be another date. */
    enum Dates {
        ISO("(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})([ T]00:00:00(\\.0+)?Z?)?", "YYYY-MM-DD"),
        MONTH_FIRST("(?<m>\\d{2})/(?<d>\\d{2})/(?<y>\\d{4})( 00:00:00)?", "MM/DD/YYYY 00:00:00");

        private final Pattern pattern;
        private final String shape;

        Dates(String pattern, String shape) {
            this.pattern = Pattern.compile(pattern);
            this.shape = shape;
        }

        /** How the day is written, for messages. */
        String shape() {
            return shape;
        }

        /** The day, or nothing if the text is not one. */
        Optional<LocalDate> parse(String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(matcher.group("y")),
                        Integer.parseInt(matcher.group("m")),
                        Integer.parseInt(matcher.group("d"))));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
