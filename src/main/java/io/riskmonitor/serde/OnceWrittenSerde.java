package io.riskmonitor.serde;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value once that is written twice in a row, as one is that goes to a store and on to a topic. For immutable values
 * only, and for bytes that nobody changes.
 */
public final class OnceWrittenSerde<T> implements Serde<T> {
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    // One serde serves the stores of all tasks; where threads take turns here, a value is written twice after all.
    private volatile @Nullable Written last;

    private static final class Written {
        private final Object value;
        private final byte[] bytes;

        Written(Object value, byte[] bytes) {
            this.value = value;
            this.bytes = bytes;
        }
    }

    public OnceWrittenSerde(Serde<T> serde) {
        this.serializer = serde.serializer();
        this.deserializer = serde.deserializer();
    }

    @Override
    public Serializer<T> serializer() {
        return this::write;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }

    private byte[] write(String topic, @Nullable T value) {
        Written known = last;
        if (value != null && known != null && known.value == value) {
            return known.bytes;
        }
        byte[] bytes = serializer.serialize(topic, value);
        if (value != null) {
            last = new Written(value, bytes);
        }
        return bytes;
    }
}
