package io.riskmonitor.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a foreign source's JSON: a flat object, its names kept as they are. Numbers, words and null are taken as text,
 * as sources write the one for the other.
 */
public final class JsonRow {
    private static final int MAX_FIELDS = 1_000;
    /** As in CSV; what is longer is no field of any source. */
    private static final int MAX_FIELD = 1 << 18;

    private static final int KEPT_OF_LONG = 1_000;

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private @Nullable Problem problem;

    private JsonRow() {}

    /** Reads the value on which the parser stands, to its end. */
    public static JsonRow element(JsonParser parser) throws IOException {
        JsonRow row = new JsonRow();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            row.object(parser);
        } else {
            String value = parser.currentToken().isScalarValue() ? parser.getText() : "[…]";
            parser.skipChildren();
            row.refuse(Problem.ofRow(Reason.MALFORMED_JSON, value, "a row must be a JSON object"));
        }
        return row;
    }

    public boolean has(String name) {
        return cells.containsKey(name);
    }

    /** The row's fields, with the problem of its form, if it has one. */
    public RowFields fields() {
        RowFields fields = new RowFields(cells);
        if (problem != null) {
            fields.refuse(problem);
        }
        return fields;
    }

    /** The fields as they stand in the row. */
    public Collection<Cell> cells() {
        return Collections.unmodifiableCollection(cells.values());
    }

    /** The row as JSON, as far as it was understood. */
    public String raw() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonRows.FORMAT.createGenerator(text)) {
            json.writeStartObject();
            for (Cell cell : cells.values()) {
                json.writeStringField(
                        Utf8Text.shown(cell.name()),
                        Utf8Text.shown(cell.values().get(0)));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void object(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (cells.size() >= MAX_FIELDS) {
                refuse(Problem.ofRow(Reason.ROW_TOO_LONG, name, "the row has more than " + MAX_FIELDS + " fields"));
                parser.skipChildren();
            } else if (token.isScalarValue()) {
                put(name, token == JsonToken.VALUE_NULL ? "" : parser.getText());
            } else {
                parser.skipChildren();
                refuse(new Problem(Reason.UNKNOWN_VALUE, name, "", name + " takes one value, no list and no object"));
            }
        }
    }

    private void put(String name, String value) {
        String kept = value;
        if (value.length() > MAX_FIELD) {
            kept = Texts.shorten(value, KEPT_OF_LONG);
            String message = name + " has more than " + MAX_FIELD + " characters";
            refuse(new Problem(Reason.FIELD_TOO_LONG, name, kept, message));
        }
        if (Utf8Text.isBroken(value)) {
            String message = name + " has " + Utf8Text.ENCODING_HINT;
            refuse(new Problem(Reason.INVALID_ENCODING, name, Utf8Text.shown(kept), message));
        }
        if (cells.putIfAbsent(name, new Cell(name, kept)) != null) {
            refuse(new Problem(Reason.DUPLICATE_FIELD, name, kept, name + " stands twice in the row"));
        }
    }

    private void refuse(Problem other) {
        if (problem == null) {
            problem = other;
        }
    }
}
