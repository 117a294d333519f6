package io.riskmonitor.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A record as JSON text in UTF-8; null as null, which is a tombstone. */
public final class JsonSerde<T> implements Serde<T> {
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final String typeName;

    public JsonSerde(Class<T> type) {
        this.writer = Json.mapper().writerFor(type);
        this.reader = Json.mapper().readerFor(type);
        this.typeName = type.getSimpleName();
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> write(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> read(topic, bytes);
    }

    @SuppressWarnings("NullAway") // Kafka's serializers take and give null for tombstones but are not annotated
    private byte[] write(@Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new SerializationException(typeName + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    @SuppressWarnings("NullAway") // as above
    private T read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        T value;
        try {
            value = reader.readValue(bytes);
        } catch (IOException | IllegalArgumentException e) {
            throw new SerializationException("value of " + topic + " is not a " + typeName + ": " + e.getMessage(), e);
        }
        if (value == null) {
            throw new SerializationException("value of " + topic + " is not a " + typeName + ": it is JSON's null");
        }
        return value;
    }
}
