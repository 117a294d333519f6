package io.riskmonitor.serde;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last values that were written or read by their bytes, so that a store that is asked for the same value
 * again and again parses it once. For immutable values only, as they are shared.
 */
public final class MemoSerde<T> implements Serde<T> {
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    private final Cache<Content, T> memo;

    /** Bytes by what they are; hashed by an instruction that processors have for it, as some are ten kilobytes. */
    private static final class Content {
        private final byte[] bytes;
        private final int hash;

        Content(byte[] bytes) {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            this.bytes = bytes;
            this.hash = (int) checksum.getValue();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content content && Arrays.equals(bytes, content.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

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
                memo.put(new Content(bytes), value);
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
        Content key = new Content(bytes);
        T known = memo.getIfPresent(key);
        if (known == null) {
            known = deserializer.deserialize(topic, bytes);
            memo.put(key, known);
        }
        return known;
    }
}
