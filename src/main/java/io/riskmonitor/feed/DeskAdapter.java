package io.riskmonitor.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.riskmonitor.text.Cell;
import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.JsonFaults;
import io.riskmonitor.text.JsonRows;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Texts;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Our own format, in which the desk enters incidents and the built-in history is written: CSV with a header, or JSON as
 * one object, an array of objects, or one object per line. The names are those of {@link DeskField}.
 *
 * <p>A row needs {@code id}, {@code type}, {@code occurredFrom} and a place; with {@code retracted} true it needs only
 * its id. Layouts to force: {@code csv}, {@code json}.
 */
public final class DeskAdapter implements ReportAdapter {
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
        String start = Lines.start(text);
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
                outcomes.accept(RowOutcome.Refused.of(problem, row.number(), null, row.raw()));
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
        try (JsonParser parser = JsonRows.FORMAT.createParser(text)) {
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
                throw JsonFaults.unreadable(
                        context.fileName(), row, token == null ? "the array does not end" : "text after the array");
            }
        } catch (JsonProcessingException e) {
            throw JsonFaults.unreadable(context.fileName(), row, e);
        }
    }

    private void readLines(BufferedReader text, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        long row = 0;
        Lines lines = new Lines(text);
        for (String line = lines.next(); line != null; line = lines.next()) {
            row++;
            outcomes.accept(line(line, row, context));
        }
    }

    private RowOutcome line(String line, long row, FeedContext context) throws IOException {
        if (line.length() >= Lines.MAX_LINE) {
            return RowOutcome.Refused.of(Lines.tooLong(line), row, null, line);
        }
        try (JsonParser parser = JsonRows.FORMAT.createParser(line)) {
            parser.nextToken();
            DeskJson json = DeskJson.element(parser);
            if (parser.nextToken() != null) {
                String message = "a line holds one JSON object and nothing more";
                return RowOutcome.Refused.of(Problem.ofRow(Reason.MALFORMED_JSON, line, message), row, null, line);
            }
            return new DeskRow(json.fields(), source, context).outcome(row, () -> Utf8Text.shown(line));
        } catch (JsonProcessingException e) {
            Problem problem = Problem.ofRow(Reason.MALFORMED_JSON, line, JsonFaults.place(e));
            return RowOutcome.Refused.of(problem, row, null, Utf8Text.shown(line));
        }
    }
}
