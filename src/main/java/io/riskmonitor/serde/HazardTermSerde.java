package io.riskmonitor.serde;

import io.riskmonitor.risk.HazardTerm;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A hazard's term in binary, as hundreds of thousands are read at once: version (1 byte), the end's epoch second (8) and
 * nanosecond (4), days, severity, affinity and nearness (8 each), whether it is eventful (1).
 */
public final class HazardTermSerde implements Serde<HazardTerm> {
    private static final byte VERSION = 1;
    private static final int SIZE = 1 + Long.BYTES + Integer.BYTES + 4 * Double.BYTES + 1;

    @Override
    public Serializer<HazardTerm> serializer() {
        return (topic, term) -> write(term);
    }

    @Override
    public Deserializer<HazardTerm> deserializer() {
        return (topic, bytes) -> read(topic, bytes);
    }

    @SuppressWarnings("NullAway") // Kafka's serializers take and give null for tombstones but are not annotated
    private static byte[] write(@Nullable HazardTerm term) {
        if (term == null) {
            return null;
        }
        Instant end = term.occurredTo();
        return ByteBuffer.allocate(SIZE)
                .put(VERSION)
                .putLong(end.getEpochSecond())
                .putInt(end.getNano())
                .putDouble(term.spanDays())
                .putDouble(term.severity())
                .putDouble(term.affinity())
                .putDouble(term.nearness())
                .put((byte) (term.eventful() ? 1 : 0))
                .array();
    }

    @SuppressWarnings("NullAway") // as above
    private static HazardTerm read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length != SIZE || bytes[0] != VERSION) {
            throw new SerializationException(
                    "hazard term in " + topic + " has " + bytes.length + " bytes, or another version than " + VERSION);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, SIZE - 1);
        try {
            return new HazardTerm(
                    Instant.ofEpochSecond(in.getLong(), in.getInt()),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.getDouble(),
                    in.get() == 1);
        } catch (DateTimeException | ArithmeticException e) {
            throw new SerializationException("hazard term in " + topic + " has a time that is none", e);
        }
    }
}
