package io.riskmonitor.serde;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last values that were written or read by their bytes, so that a store that is asked for the same value
 * again and again parses it once. For immutable values only, as they are shared.
 */
public final class MemoSerde<T> implements Serde<T> {
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    private final Cache<Bytes, T> memo;

    /** @param most values remembered */
    public MemoSerde(Serde<T> serde, int most) {
        this.serializer = serde.serializer();
        this.deserializer = serde.deserializer();
        // One serde serves the stores of all tasks, which run in several threads.
        this.memo = Caffeine.newBuilder().maximumSize(most).build();
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> {
            byte[] bytes = serializer.serialize(topic, value);
            if (bytes != null) {
                memo.put(new Bytes(bytes), value);
            }
            return bytes;
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        return this::read;
    }

    @SuppressWarnings("NullAway") // Kafka's deserializers take and give null for tombstones but are not annotated
    private T read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        Bytes key = new Bytes(bytes);
        T known = memo.getIfPresent(key);
        if (known == null) {
            known = deserializer.deserialize(topic, bytes);
            memo.put(key, known);
        }
        return known;
    }
}
