package io.riskmonitor.serde;

import io.riskmonitor.risk.ExactSum;
import io.riskmonitor.risk.HazardState;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A hazard's state in binary, as it is read and written for every contribution: version (1 byte), contributions (8),
 * number of sums (4), then for each sum its scale (4), length (4) and two's-complement digits.
 */
public final class HazardStateSerde implements Serde<HazardState> {
    private static final byte VERSION = 1;

    @Override
    public Serializer<HazardState> serializer() {
        return (topic, state) -> write(state);
    }

    @Override
    public Deserializer<HazardState> deserializer() {
        return (topic, bytes) -> read(topic, bytes);
    }

    @SuppressWarnings("NullAway") // Kafka's serializers take and give null for tombstones but are not annotated
    private static byte[] write(@Nullable HazardState state) {
        if (state == null) {
            return null;
        }
        List<byte[]> digits =
                state.sums().stream().map(s -> s.unscaled().toByteArray()).toList();
        int size = 13 + digits.stream().mapToInt(d -> 8 + d.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size)
                .put(VERSION)
                .putLong(state.contributions())
                .putInt(digits.size());
        for (int k = 0; k < digits.size(); k++) {
            out.putInt(state.sums().get(k).scale()).putInt(digits.get(k).length).put(digits.get(k));
        }
        return out.array();
    }

    @SuppressWarnings("NullAway") // as above
    private static HazardState read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte version = in.get();
            if (version != VERSION) {
                throw new SerializationException("hazard state in " + topic + " has version " + version);
            }
            long contributions = in.getLong();
            int count = in.getInt();
            List<ExactSum> sums = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                int scale = in.getInt();
                sums.add(new ExactSum(new BigInteger(digits(in)), scale));
            }
            if (count < 0 || in.hasRemaining()) {
                throw new SerializationException("hazard state in " + topic + " has " + count + " sums and "
                        + in.remaining() + " bytes after them");
            }
            return new HazardState(sums, contributions);
        } catch (BufferUnderflowException | NumberFormatException e) {
            throw new SerializationException("hazard state in " + topic + " is cut short or garbled", e);
        }
    }

    /** Believes a length only as far as there are bytes, or garbage could ask for all memory. */
    private static byte[] digits(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] digits = new byte[length];
        in.get(digits);
        return digits;
    }
}
