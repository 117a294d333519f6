package io.riskmonitor.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;

/** Records as JSON text, for rooms that print or send them and need not know how. */
public final class JsonText {
    private JsonText() {}

    public static String of(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass().getSimpleName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The same in lines, for people. */
    public static String pretty(Object value) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass().getSimpleName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is not such a record */
    public static <T> T read(String text, Class<T> type) {
        try {
            return Json.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the bytes are not such a record in UTF-8 */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the text is not a list of such records */
    public static <T> List<T> readList(String text, Class<T> type) {
        try {
            return Json.mapper()
                    .readValue(text, Json.mapper().getTypeFactory().constructCollectionType(List.class, type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a list of " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
