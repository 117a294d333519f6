package io.riskmonitor.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells work that takes long from work that stands still: after a hard kill millions of records may have to be read again,
 * and how long that takes nobody can say. What is left is asked for only when the time of patience has passed.
 */
final class Standstill {
    private final Duration patience;
    private final LongSupplier left;
    private long least = Long.MAX_VALUE;
    private long deadline;

    /** @param left how much is still to be done, in any measure that falls as it gets done */
    Standstill(Duration patience, LongSupplier left) {
        this.patience = patience;
        this.left = left;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Whether nothing got done during the last time of patience; never before the second. */
    boolean isReached() {
        if (System.nanoTime() - deadline < 0) {
            return false;
        }
        long now = left.getAsLong();
        if (now >= least) {
            return true;
        }
        least = now;
        deadline = System.nanoTime() + patience.toNanos();
        return false;
    }
}
