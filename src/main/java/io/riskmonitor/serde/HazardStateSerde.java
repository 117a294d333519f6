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
    private static final byte VERSION = 2;

    /** Had no sums of events; whoever reads it finds none, and sums anew. */
    private static final byte WITHOUT_EVENTS = 1;

    private static final int HEAD = 1 + 2 * Long.BYTES;

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
        ByteBuffer out = ByteBuffer.allocate(HEAD + size(state.sums()) + size(state.eventSums()))
                .put(VERSION)
                .putLong(state.contributions())
                .putLong(state.events());
        write(state.sums(), out);
        write(state.eventSums(), out);
        return out.array();
    }

    private static int size(List<ExactSum> sums) {
        return Integer.BYTES
                + sums.stream()
                        .mapToInt(s -> 2 * Integer.BYTES + s.unscaled().toByteArray().length)
                        .sum();
    }

    private static void write(List<ExactSum> sums, ByteBuffer out) {
        out.putInt(sums.size());
        for (ExactSum sum : sums) {
            byte[] digits = sum.unscaled().toByteArray();
            out.putInt(sum.scale()).putInt(digits.length).put(digits);
        }
    }

    @SuppressWarnings("NullAway") // as above
    private static HazardState read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte version = in.get();
            if (version != VERSION && version != WITHOUT_EVENTS) {
                throw new SerializationException("hazard state in " + topic + " has version " + version);
            }
            long contributions = in.getLong();
            boolean withEvents = version == VERSION;
            long events = withEvents ? in.getLong() : 0;
            HazardState state = new HazardState(sums(in), withEvents ? sums(in) : List.of(), contributions, events);
            if (in.hasRemaining()) {
                throw new SerializationException(
                        "hazard state in " + topic + " has " + in.remaining() + " bytes after its sums");
            }
            return state;
        } catch (BufferUnderflowException | NumberFormatException e) {
            throw new SerializationException("hazard state in " + topic + " is cut short or garbled", e);
        }
    }

    private static List<ExactSum> sums(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0) {
            throw new BufferUnderflowException();
        }
        List<ExactSum> sums = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            int scale = in.getInt();
            sums.add(new ExactSum(new BigInteger(digits(in)), scale));
        }
        return sums;
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
