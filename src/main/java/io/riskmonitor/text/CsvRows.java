package io.riskmonitor.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180, comma), read one by one in bounded memory.
 *
 * <p>A row that is no row (broken quotes, too long, another number of fields than the header) is handed out with its
 * problem. Where such a row runs over several lines, an opening quote may have swallowed good rows: only its first line
 * is given up, and reading goes on with the next line; what is no row among the lines that follow is refused by itself.
 * A field may have 256 Ki characters, a row 1 Mi (UCDP's longest field has about 2,000).
 */
public final class CsvRows {
    private static final int MAX_FIELD = 1 << 18;
    private static final int MAX_ROW = 1 << 20;
    private static final int MAX_FIELDS = 1_000;
    // Under a header of a few columns only, an ordinary sentence may look like a row.
    private static final int FEWEST_COLUMNS = 9;

    private final ReplayReader text;
    private final List<String> header;
    private CloseableIterator<CsvRecord> records;
    private long nextLine; // the line, in the parser's count, that follows the last record
    private long rows;
    // A comma at the end of each row, as in UCDP's web export: 47 names, 48 fields. If the
    // first row has it, a row without it was cut short.
    private boolean commaAtEnd;

    /** @throws UnreadableFileException if there is no first line, or it is no CSV header */
    public CsvRows(Reader in, String fileName) throws IOException {
        text = new ReplayReader(in);
        records = parser();
        CsvRecord first;
        try {
            first = nextRecord();
        } catch (CsvParseException e) {
            throw new UnreadableFileException(fileName + ": no CSV header: " + e.getMessage(), e);
        }
        if (first == null) {
            throw new UnreadableFileException(fileName + ": the file has no lines, so no CSV header");
        }
        header = withoutBlankEnd(first.getFields());
    }

    /** The names in the first line, stripped; blank ones at the end are dropped. */
    public List<String> header() {
        return header;
    }

    /** What to say if the header looks like one that is separated by something else than commas; may be empty. */
    public String separatorHint() {
        String line = String.join(",", header);
        for (String separator : List.of(";", "\t", "|")) {
            if (line.split(Pattern.quote(separator), -1).length > header.size()) {
                String shown = separator.equals("\t") ? "tabs" : "'" + separator + "'";
                return " (it looks separated by " + shown + "; save the file with commas)";
            }
        }
        return "";
    }

    /** The next row, or null at the end of the file. */
    @Nullable
    public CsvRow next() throws IOException {
        CsvRecord csv;
        try {
            csv = nextRecord();
            if (csv != null && rows == 0 && isTagRow(csv.getFields())) {
                csv = nextRecord();
            }
        } catch (CsvParseException e) {
            return afterParseError(e);
        }
        if (csv == null) {
            return null;
        }
        rows++;
        List<String> fields = csv.getFields();
        if (nextLine - csv.getStartingLineNumber() > 1 && fields.stream().anyMatch(this::hasSwallowedRows)) {
            String message =
                    "a quote that is not closed swallowed the rows behind it; reading goes on with the next line";
            return startOver(csv, Problem.ofRow(Reason.BROKEN_QUOTES, fields.get(0), message));
        }
        int surplus = fields.size() - header.size();
        if (surplus == 0 && !commaAtEnd) {
            return new CsvRow(rows, fields, encodingProblem(fields));
        }
        if (surplus == 1 && fields.get(header.size()).isBlank()) {
            commaAtEnd |= rows == 1;
            List<String> named = fields.subList(0, header.size());
            return new CsvRow(rows, named, encodingProblem(named));
        }
        return wrongFieldCount(csv, surplus);
    }

    private CsvRow wrongFieldCount(CsvRecord csv, int surplus) throws IOException {
        String message = "the row has " + csv.getFieldCount() + " fields under " + header.size() + " names"
                + (surplus <= 0 ? "; the row or the file may be cut short" : "; a comma may stand outside of quotes");
        Problem problem = Problem.ofRow(Reason.WRONG_FIELD_COUNT, String.valueOf(csv.getFieldCount()), message);
        if (nextLine - csv.getStartingLineNumber() == 1) {
            return new CsvRow(rows, csv.getFields(), problem);
        }
        return startOver(csv, problem);
    }

    /** Whether a line that lies wholly in the field has commas enough to be a row; no real text has that many. */
    private boolean hasSwallowedRows(String field) {
        int lineBreaks = 0;
        int commas = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\n' || c == '\r') {
                if (lineBreaks > 0 && commas >= FEWEST_COLUMNS && commas >= header.size() - 1) {
                    return true;
                }
                lineBreaks++;
                commas = 0;
            } else if (c == ',') {
                commas++;
            }
        }
        return false;
    }

    /** Gives up the first line of a row that runs over several, and reads on from its second. */
    private CsvRow startOver(CsvRecord csv, Problem problem) throws IOException {
        text.forgetBefore(csv.getStartingLineNumber());
        return new CsvRow(rows, List.of(giveUpLine()), problem);
    }

    private @Nullable CsvRow afterParseError(CsvParseException e) throws IOException {
        text.forgetBefore(nextLine);
        String line = giveUpLine();
        if (line.isEmpty()) {
            return null;
        }
        rows++;
        String what = String.valueOf(e.getMessage());
        // FastCSV has one exception for all; its limits are told by the word. A test holds it to that.
        boolean tooLong = what.contains("maximum");
        Problem problem = Problem.ofRow(
                tooLong ? Reason.ROW_TOO_LONG : Reason.BROKEN_QUOTES,
                line,
                (tooLong ? "a field or the row is too long, or a quote is not closed: " : "the quotes do not fit: ")
                        + what + "; reading goes on with the next line");
        return new CsvRow(rows, List.of(line), problem);
    }

    private String giveUpLine() throws IOException {
        String line = text.giveUpLine();
        records = parser();
        return line;
    }

    private CloseableIterator<CsvRecord> parser() {
        nextLine = 1;
        CsvRecordHandler limits = CsvRecordHandler.builder()
                .maxFields(MAX_FIELDS)
                .maxFieldSize(MAX_FIELD)
                .maxRecordSize(MAX_ROW)
                .build();
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MAX_FIELD)
                .build(limits, text)
                .iterator();
    }

    private @Nullable CsvRecord nextRecord() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord csv = records.next();
            text.forgetBefore(csv.getStartingLineNumber());
            nextLine = csv.getStartingLineNumber() + 1;
            for (int i = 0; i < csv.getFieldCount(); i++) {
                nextLine += Texts.lineEnds(csv.getField(i));
            }
            return csv;
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private @Nullable Problem encodingProblem(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            if (Utf8Text.isBroken(field)) {
                String message = header.get(i) + " has " + Utf8Text.ENCODING_HINT;
                return new Problem(Reason.INVALID_ENCODING, header.get(i), Utf8Text.shown(field), message);
            }
        }
        return null;
    }

    /** Copies on the Humanitarian Data Exchange have a second header, of HXL tags such as {@code #geo+lat}. */
    private static boolean isTagRow(List<String> fields) {
        return fields.stream().anyMatch(field -> field.startsWith("#"))
                && fields.stream().allMatch(field -> field.isBlank() || field.startsWith("#"));
    }

    private static List<String> withoutBlankEnd(List<String> names) {
        List<String> header = new ArrayList<>(names);
        header.replaceAll(String::strip);
        while (header.size() > 1 && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        return List.copyOf(header);
    }
}
