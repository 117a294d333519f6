package io.riskmonitor.runtime;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * How far each partition of the followed topics has been read. It says so of the log, not of a process: whoever has it can
 * go on from there after a restart, and on another instance. As text it is some 60 characters, to be given back as they are.
 */
public final class FeedPosition {
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int MOST_BYTES_OF_A_LONG = 9;

    /** Offset of the last record of each partition that is behind us; -1 for none. */
    private final long[] last;

    FeedPosition(long[] last) {
        this.last = last.clone();
    }

    /** Before the first record of each partition. */
    public static FeedPosition start(int partitions) {
        long[] last = new long[partitions];
        Arrays.fill(last, -1);
        return new FeedPosition(last);
    }

    /** None if the text is not a position in so many partitions. */
    public static Optional<FeedPosition> parse(String text, int partitions) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            long[] last = new long[partitions];
            for (int i = 0; i < partitions; i++) {
                last[i] = read(bytes) - 1;
            }
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(new FeedPosition(last));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    public int partitions() {
        return last.length;
    }

    public boolean isPast(FeedEvent event) {
        return last[event.partition()] >= event.offset();
    }

    /** Whether all that is behind the other position is behind this one, too. */
    public boolean isPast(FeedPosition other) {
        for (int i = 0; i < last.length; i++) {
            if (last[i] < other.last[i]) {
                return false;
            }
        }
        return true;
    }

    public FeedPosition with(FeedEvent event) {
        long[] next = last.clone();
        next[event.partition()] = Math.max(next[event.partition()], event.offset());
        return new FeedPosition(next);
    }

    /** With all that is behind the other position. */
    public FeedPosition with(FeedPosition other) {
        long[] next = last.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] = Math.max(next[i], other.last[i]);
        }
        return new FeedPosition(next);
    }

    long last(int partition) {
        return last[partition];
    }

    private static long read(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < MOST_BYTES_OF_A_LONG; i++) {
            byte next = bytes.get();
            value |= (long) (next & SEVEN_BITS) << (7 * i);
            if ((next & MORE) == 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(last.length * MOST_BYTES_OF_A_LONG);
        for (long offset : last) {
            long rest = offset + 1;
            while (rest > SEVEN_BITS) {
                bytes.put((byte) ((rest & SEVEN_BITS) | MORE));
                rest >>>= 7;
            }
            bytes.put((byte) rest);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedPosition position && Arrays.equals(last, position.last);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(last);
    }
}
