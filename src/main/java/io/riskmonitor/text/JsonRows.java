package io.riskmonitor.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source's JSON, one by one in bounded memory: an array of objects, or an answer that wraps it in an object
 * as {@code {"status":200,"data":[…]}} or {@code {"type":"FeatureCollection","features":[…]}}. What breaks JSON's syntax ends the reading, since nothing tells where the next
 * row begins.
 */
public final class JsonRows implements AutoCloseable {
    /** Numbers such as NaN are read so that they can be refused by name, and long texts so that they cost one row. */
    public static final JsonFactory FORMAT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(1 << 23)
                    .maxNameLength(1_000)
                    .maxNumberLength(200)
                    .build())
            .build();

    private static final int ENVELOPE_FIELDS = 20;

    /** Makes a row of the value on which the parser stands, and leaves it at the value's end. */
    public interface Element<R> {
        R read(JsonParser parser) throws IOException;
    }

    private final String fileName;
    private final String array;
    private final JsonParser parser;
    private final Map<String, String> envelope = new LinkedHashMap<>();
    private boolean wrapped;
    private long rows;

    /**
     * @param array the name of the array of rows in an answer that wraps it
     * @throws UnreadableFileException if there is no array of rows, with what the answer says instead
     */
    public JsonRows(Reader text, String fileName, String array) throws IOException {
        this.fileName = fileName;
        this.array = array;
        this.parser = FORMAT.createParser(text);
        parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        try {
            JsonToken token = parser.nextToken();
            wrapped = token == JsonToken.START_OBJECT;
            if (wrapped) {
                findArray();
            } else if (token != JsonToken.START_ARRAY) {
                throw new UnreadableFileException(fileName + ": no array of rows and no answer that holds one");
            }
        } catch (JsonProcessingException e) {
            throw JsonFaults.unreadable(fileName, rows, e);
        }
    }

    /** The number of the row last handed out, the first being 1. */
    public long number() {
        return rows;
    }

    /** The next row, or null at the end of a whole file. */
    @Nullable
    public <R> R next(Element<R> element) throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw JsonFaults.unreadable(fileName, rows, "the array does not end");
            }
            if (token == JsonToken.END_ARRAY) {
                expectEnd();
                return null;
            }
            R row = element.read(parser);
            rows++;
            return row;
        } catch (JsonProcessingException e) {
            throw JsonFaults.unreadable(fileName, rows, e);
        }
    }

    /** What the answer said of itself so far, such as {@code crs.name}; empty for a bare array. */
    public Map<String, String> envelope() {
        return Map.copyOf(envelope);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void expectEnd() throws IOException {
        if (wrapped) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                note(name);
            }
            if (parser.currentToken() == null) {
                throw JsonFaults.unreadable(fileName, rows, "the answer does not end");
            }
        }
        if (parser.nextToken() != null) {
            throw JsonFaults.unreadable(fileName, rows, "text after the end");
        }
    }

    private void findArray() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(array)) {
                if (!saysFailure()) {
                    return;
                }
                break;
            }
            note(name);
        }
        throw new UnreadableFileException(
                fileName + ": the answer holds no rows; it says " + (envelope.isEmpty() ? "nothing" : envelope));
    }

    /** An error may come with an empty list of rows, which is not the same as no events. */
    private boolean saysFailure() {
        String status = envelope.getOrDefault("status", "200");
        return !status.equals("200") || envelope.getOrDefault("success", "true").equals("false");
    }

    /** Keeps what the answer says of itself, as {@code error.message}, for people to read. */
    private void note(String name) throws IOException {
        if (parser.currentToken() == null) {
            return;
        }
        if (parser.currentToken().isScalarValue()) {
            keep(name, parser.getText());
            return;
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue()) {
                String inner = parser.currentName();
                keep(inner == null ? name : name + "." + inner, parser.getText());
            }
        }
    }

    private void keep(String name, String value) {
        if (envelope.size() < ENVELOPE_FIELDS) {
            envelope.putIfAbsent(Texts.shorten(Utf8Text.shown(name), 60), Texts.shorten(Utf8Text.shown(value), 200));
        }
    }
}
