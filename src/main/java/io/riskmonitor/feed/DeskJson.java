package io.riskmonitor.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.riskmonitor.text.Cell;
import io.riskmonitor.text.JsonRows;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Utf8Text;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One desk entry out of a stream of JSON: an object with the canonical names, flat or with {@code location} and
 * {@code fatalities} as objects of their own.
 */
final class DeskJson {
    private static final int MAX_TOKENS = 5_000;
    private static final Set<String> NESTED = Set.of("location", "point", "fatalities");

    private final JsonParser parser;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private @Nullable Problem problem;
    private int tokens;

    private DeskJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the value on which the parser stands, to its end. */
    static DeskJson element(JsonParser parser) throws IOException {
        DeskJson json = new DeskJson(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            json.object("");
        } else {
            String value = parser.currentToken().isScalarValue() ? parser.getText() : "[…]";
            parser.skipChildren();
            json.refuse(Problem.ofRow(Reason.MALFORMED_JSON, value, "an entry must be a JSON object"));
        }
        return json;
    }

    /** The entry's fields, with the problem of its form, if it has one. */
    RowFields fields() {
        RowFields fields = new RowFields(cells);
        if (problem != null) {
            fields.refuse(problem);
        }
        return fields;
    }

    /** The entry as flat JSON, as far as it was understood. */
    String raw() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonRows.FORMAT.createGenerator(text)) {
            json.writeStartObject();
            for (Cell cell : cells.values()) {
                json.writeFieldName(cell.name());
                if (cell.values().size() == 1) {
                    json.writeString(Utf8Text.shown(cell.values().get(0)));
                } else {
                    json.writeStartArray();
                    for (String value : cell.values()) {
                        json.writeString(Utf8Text.shown(value));
                    }
                    json.writeEndArray();
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("text in memory could not be written", e);
        }
        return text.toString();
    }

    private void object(String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            if (++tokens > MAX_TOKENS) {
                refuse(Problem.ofRow(Reason.ROW_TOO_LONG, name, "the entry has more than " + MAX_TOKENS + " values"));
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT && NESTED.contains(parser.currentName())) {
                object(name + ".");
            } else {
                List<String> values = values(name);
                field(name).ifPresent(field -> put(field, name, values));
            }
        }
    }

    /** In location the names are those of the report; in fatalities they go on the word before the dot. */
    private Optional<DeskField> field(String name) {
        String own = name.substring(name.lastIndexOf('.') + 1);
        Optional<DeskField> field = DeskField.named(name.startsWith("fatalities.") ? name : own);
        if (field.isEmpty()) {
            String message = "no field is called '" + name + "'; nearest is " + DeskField.nearest(own);
            refuse(new Problem(Reason.UNKNOWN_FIELD, name, "", message));
        }
        return field;
    }

    private void put(DeskField field, String name, List<String> values) {
        for (String value : values) {
            if (Utf8Text.isBroken(value)) {
                String message = name + " has " + Utf8Text.ENCODING_HINT;
                refuse(new Problem(Reason.INVALID_ENCODING, name, Utf8Text.shown(value), message));
            }
        }
        if (!field.isList() && values.size() > 1) {
            refuse(new Problem(Reason.UNKNOWN_VALUE, name, values.toString(), name + " takes one value, not a list"));
        }
        List<String> read = field.isList() && values.size() == 1 ? split(values.get(0)) : values;
        Cell earlier = cells.putIfAbsent(field.canonical(), new Cell(name, read));
        if (earlier != null) {
            String message = earlier.name() + " and " + name + " both mean " + field.canonical();
            refuse(new Problem(Reason.DUPLICATE_FIELD, name, String.join(";", values), message));
        }
    }

    /** One text for a list holds its values separated by semicolons, as in CSV. */
    static List<String> split(String values) {
        return Arrays.asList(values.split(";", -1));
    }

    private List<String> values(String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return List.of("");
        }
        if (token.isScalarValue()) {
            return List.of(parser.getText());
        }
        List<String> values = new ArrayList<>();
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!parser.currentToken().isScalarValue() || ++tokens > MAX_TOKENS) {
                    String message = name + " may hold only texts and numbers, and not endlessly many";
                    refuse(new Problem(Reason.UNKNOWN_VALUE, name, "", message));
                    parser.skipChildren();
                } else {
                    values.add(parser.getText());
                }
            }
        } else {
            parser.skipChildren();
            refuse(new Problem(Reason.UNKNOWN_VALUE, name, "{…}", name + " is no object"));
        }
        return values.isEmpty() ? List.of("") : values;
    }

    private void refuse(Problem other) {
        if (problem == null) {
            problem = other;
        }
    }
}
