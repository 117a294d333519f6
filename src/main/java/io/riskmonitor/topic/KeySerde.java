package io.riskmonitor.topic;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Keys are text and never missing: a record without one belongs to no task and is as unreadable as a broken value. */
final class KeySerde implements Serde<String> {
    private final StringDeserializer text = new StringDeserializer();

    @Override
    public Serializer<String> serializer() {
        return new StringSerializer();
    }

    @Override
    public Deserializer<String> deserializer() {
        return this::read;
    }

    private String read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new SerializationException("a record of " + topic + " has no key");
        }
        return text.deserialize(topic, bytes);
    }
}
