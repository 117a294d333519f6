package io.riskmonitor.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells faults that pass by themselves from those that would come again: a broker that did not answer in time does so later; a
 * deadline that was over when the machine's clock was set forward is not over for the next try; and a commit that is asked for once
 * more, because the broker that was to answer is gone, may be done already, which the next broker calls an invalid state. A thread
 * of the topology that such a fault has ended is worth another one, which begins at the last commit, unless it has happened too
 * often.
 */
final class PassingFaults {
    private static final int MOST = 3;
    private static final Duration WITHIN = Duration.ofMinutes(15);

    private final LongSupplier nanos;
    private final Deque<Long> seen = new ArrayDeque<>();

    /** @param nanos time that is never set */
    PassingFaults(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a fault passes; it is counted if it does. */
    synchronized boolean passes(Throwable fault) {
        long now = nanos.getAsLong();
        while (!seen.isEmpty() && now - seen.peek() > WITHIN.toNanos()) {
            seen.remove();
        }
        if (seen.size() == MOST || !isPassing(fault)) {
            return false;
        }
        seen.add(now);
        return true;
    }

    private static boolean isPassing(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof InvalidTxnStateException) {
                return true;
            }
        }
        return false;
    }
}
