package io.riskmonitor.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our own format, in which the desk enters incidents and the built-in history is written: CSV with a header, or JSON as
 * one object, an array of objects, or one object per line. The names are those of {@link DeskField}.
 *
 * <p>A row needs {@code id}, {@code type}, {@code occurredFrom} and a place; with {@code retracted} true it needs only
 * its id. Layouts to force: {@code csv}, {@code json}.
 */
public final class DeskAdapter implements ReportAdapter {
    private static final int LOOK_AHEAD = 1 << 16;
    private static final int MAX_LINE = 1 << 20;

    private final String source;

    /** @param source the source under which entries are recorded, such as {@code desk} or {@code history} */
    public DeskAdapter(String source) {
        this.source = source;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        BufferedReader text = new BufferedReader(Utf8Text.open(in, context.fileName()));
        String start = start(text);
        String layout = context.layout() == null
                ? (start.startsWith("{") || start.startsWith("[") ? "json" : "csv")
                : context.layout();
        switch (layout) {
            case "csv" -> readCsv(text, context, outcomes);
            case "json" -> {
                if (isObjectPerLine(start)) {
                    readLines(text, context, outcomes);
                } else {
                    readJson(text, context, outcomes);
                }
            }
            default ->
                throw new UnreadableFileException(
                        context.fileName() + ": unknown desk layout '" + layout + "'; known are csv, json");
        }
    }

    /** The first 64 Ki characters without leading blanks, still to be read. */
    private static String start(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD + 1);
        char[] buffer = new char[LOOK_AHEAD];
        int length = 0;
        int count = text.read(buffer, 0, LOOK_AHEAD);
        while (count > 0) {
            length += count;
            count = length < LOOK_AHEAD ? text.read(buffer, length, LOOK_AHEAD - length) : -1;
        }
        text.reset();
        return new String(buffer, 0, length).stripLeading();
    }

    /** One object per line, so that a broken line costs only itself; told from one object over several lines. */
    private static boolean isObjectPerLine(String start) {
        String[] lines = start.split("[\r\n]+", 3);
        return lines[0].startsWith("{")
                && lines.length > 1
                && (lines[0].stripTrailing().endsWith("}")
                        || lines[1].stripLeading().startsWith("{"));
    }

    private void readCsv(Reader text, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        CsvRows rows = new CsvRows(text, context.fileName());
        List<DeskField> columns = columns(rows, context.fileName());
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            Problem problem = row.problem();
            if (problem != null) {
                outcomes.accept(problem.refused(row.number(), null, row.raw()));
                continue;
            }
            Map<String, Cell> cells = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String value = row.fields().get(i);
                List<String> values = columns.get(i).isList() ? DeskJson.split(value) : List.of(value);
                cells.put(columns.get(i).canonical(), new Cell(rows.header().get(i), values));
            }
            outcomes.accept(new DeskRow(new RowFields(cells), source, context).outcome(row.number(), row::raw));
        }
    }

    /** A header with a name that nobody knows is refused as a whole: its column would be lost in every row. */
    private static List<DeskField> columns(CsvRows rows, String fileName) throws UnreadableFileException {
        List<DeskField> columns = new ArrayList<>();
        for (String name : rows.header()) {
            DeskField field = DeskField.named(name)
                    .orElseThrow(() -> new UnreadableFileException(fileName + ": no column is called '"
                            + Texts.shorten(Utf8Text.shown(name), 200) + "'" + rows.separatorHint() + "; nearest is "
                            + DeskField.nearest(name)));
            if (columns.contains(field)) {
                String first = rows.header().get(columns.indexOf(field));
                throw new UnreadableFileException(
                        fileName + ": the columns " + first + " and " + name + " both mean " + field.canonical());
            }
            columns.add(field);
        }
        if (!columns.contains(DeskField.ID)) {
            throw new UnreadableFileException(fileName + ": no column is called id; looked for a header with id, type,"
                    + " occurredFrom and a place");
        }
        return columns;
    }

    /** One array of objects, or objects one after the other. What breaks its syntax ends the reading. */
    private void readJson(Reader text, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        long row = 0;
        try (JsonParser parser = DeskJson.FORMAT.createParser(text)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            boolean isArray = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = isArray ? parser.nextToken() : parser.currentToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                DeskJson json = DeskJson.element(parser);
                row++;
                outcomes.accept(new DeskRow(json.fields(), source, context).outcome(row, json::raw));
                token = parser.nextToken();
            }
            if (isArray && (token == null || parser.nextToken() != null)) {
                throw unreadable(context, row, token == null ? "the array does not end" : "text after the array", null);
            }
        } catch (JsonProcessingException e) {
            throw unreadable(context, row, place(e), e);
        }
    }

    private void readLines(BufferedReader text, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        long row = 0;
        for (String line = nextLine(text); line != null; line = nextLine(text)) {
            if (line.isBlank()) {
                continue;
            }
            row++;
            outcomes.accept(line(line, row, context));
        }
    }

    /** The next line, cut at the limit; null at the end. */
    private static @Nullable String nextLine(BufferedReader text) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = text.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && c != '\r'; c = text.read()) {
            if (line.length() < MAX_LINE) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private RowOutcome line(String line, long row, FeedContext context) throws IOException {
        if (line.length() >= MAX_LINE) {
            String message = "the line has more than " + MAX_LINE + " characters";
            return Problem.ofRow(Reason.ROW_TOO_LONG, line, message).refused(row, null, line);
        }
        try (JsonParser parser = DeskJson.FORMAT.createParser(line)) {
            parser.nextToken();
            DeskJson json = DeskJson.element(parser);
            if (parser.nextToken() != null) {
                String message = "a line holds one JSON object and nothing more";
                return Problem.ofRow(Reason.MALFORMED_JSON, line, message).refused(row, null, line);
            }
            return new DeskRow(json.fields(), source, context).outcome(row, () -> Utf8Text.shown(line));
        } catch (JsonProcessingException e) {
            return Problem.ofRow(Reason.MALFORMED_JSON, line, place(e)).refused(row, null, Utf8Text.shown(line));
        }
    }

    private static String place(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return "no JSON: " + Texts.shorten(e.getOriginalMessage(), 300) + where;
    }

    private static UnreadableFileException unreadable(
            FeedContext context, long rowsRead, String what, @Nullable Throwable cause) {
        return new UnreadableFileException(
                context.fileName() + ": after " + rowsRead + " entries: " + what + "; the rest cannot be read", cause);
    }
}
