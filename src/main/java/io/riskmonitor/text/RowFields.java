package io.riskmonitor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one row under their canonical names and keeps the first problem met. A field that cannot be read
 * gives a harmless value, so a whole row is read in one pass and then either built or refused.
 */
public final class RowFields {
    /** A bound against slipped columns and typing errors, not against history. */
    public static final int MAX_PEOPLE = 10_000_000;

    // A report has to fit into a Kafka record, 1 MB by default, whatever someone pastes into a field.
    private static final int MAX_TEXT = 5_000;
    private static final int MAX_VALUES = 100;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private final Map<String, Cell> cells;
    private @Nullable Problem problem;

    public RowFields(Map<String, Cell> cells) {
        this.cells = cells;
    }

    /** The first problem met so far, or null. */
    @Nullable
    public Problem problem() {
        return problem;
    }

    /** Whether the row has the field at all, though it may be blank. */
    public boolean has(String field) {
        return cells.containsKey(field);
    }

    /** The stripped text, or null if the field is missing or blank; a text past the limit refuses the row. */
    @Nullable
    public String text(String field) {
        String text = longText(field);
        if (text != null && text.length() > MAX_TEXT) {
            refuse(Reason.FIELD_TOO_LONG, field, nameOf(field) + " has more than " + MAX_TEXT + " characters");
            return null;
        }
        return text;
    }

    /** The same without a limit, for texts that are shortened. */
    @Nullable
    public String longText(String field) {
        Cell cell = cells.get(field);
        String text = cell == null ? "" : cell.text();
        return text.isEmpty() ? null : text;
    }

    /** The text on one line, shortened to the limit; null if the field is missing or blank. */
    @Nullable
    public String oneLine(String field, int limit) {
        String text = longText(field);
        return text == null ? null : Texts.shorten(Texts.oneLine(text), limit);
    }

    /** The text; if there is none the row is refused and the text is empty. */
    public String required(String field) {
        String text = text(field);
        if (text == null) {
            refuse(Reason.MISSING_FIELD, field, nameOf(field) + " is missing");
            return "";
        }
        return text;
    }

    /** The values of a list that are not blank. */
    public List<String> list(String field) {
        Cell cell = cells.get(field);
        List<String> values = new ArrayList<>();
        if (cell != null) {
            for (String value : cell.values()) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            }
        }
        if (values.size() > MAX_VALUES || values.stream().anyMatch(value -> value.length() > MAX_TEXT)) {
            String message = nameOf(field) + " may hold " + MAX_VALUES + " values of " + MAX_TEXT + " characters";
            refuse(Reason.FIELD_TOO_LONG, field, message);
            return List.of();
        }
        return values;
    }

    /** A number of people; {@code 12} and {@code 12.0} alike. */
    public int people(String field, int otherwise) {
        double number = number(field, 0, MAX_PEOPLE, otherwise);
        if (number != StrictMath.rint(number)) {
            refuse(Reason.INVALID_NUMBER, field, nameOf(field) + " must be a whole number of people");
            return otherwise;
        }
        return (int) number;
    }

    /** A number within bounds, or {@code otherwise} if the field is missing or blank. */
    public double number(String field, double least, double most, double otherwise) {
        String text = text(field);
        if (text == null) {
            return otherwise;
        }
        if (!DECIMAL.matcher(text).matches()) {
            refuse(Reason.INVALID_NUMBER, field, nameOf(field) + " is not a number");
            return otherwise;
        }
        double number = Double.parseDouble(text);
        if (!(number >= least && number <= most)) {
            refuse(Reason.OUT_OF_RANGE, field, nameOf(field) + " must lie within " + plain(least) + ".." + plain(most));
            return otherwise;
        }
        return number;
    }

    /** A coordinate in degrees: required, a number, and within ±{@code most}. */
    public double degrees(String field, double most) {
        String text = required(field);
        if (text.isEmpty()) {
            return 0;
        }
        double degrees = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(degrees >= -most && degrees <= most)) {
            String range = " must be decimal degrees within -" + plain(most) + ".." + plain(most);
            refuse(Reason.INVALID_COORDINATES, field, nameOf(field) + range);
            return 0;
        }
        return degrees;
    }

    /** Refuses the row because of a field, unless it was refused before. */
    public void refuse(Reason reason, String field, String message) {
        Cell cell = cells.get(field);
        refuse(new Problem(reason, nameOf(field), cell == null ? "" : cell.text(), message));
    }

    public void refuse(Problem other) {
        if (problem == null) {
            problem = other;
        }
    }

    /** Whether the text is a decimal number, as it may stand in any file; NaN and Infinity are not. */
    public static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /** The fields with their names, to be shown to people. */
    public String shown() {
        return cells.values().stream()
                .filter(cell -> !cell.text().isEmpty())
                .map(cell -> cell.name() + ": " + Texts.shorten(Utf8Text.shown(cell.text()), MAX_TEXT))
                .collect(Collectors.joining("\n"));
    }

    /** The field's name as it stands in the file, or the canonical name if the file does not have it. */
    public String nameOf(String field) {
        Cell cell = cells.get(field);
        return cell == null ? field : cell.name();
    }

    private static String plain(double number) {
        return number == StrictMath.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
