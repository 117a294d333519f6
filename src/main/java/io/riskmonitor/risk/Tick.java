package io.riskmonitor.risk;

import java.time.Instant;

/**
 * A record that says "it is now {@code at}" on one partition of the log: everything that this partition learnt before
 * has been sent on.
 *
 * @param partition the partition of the log that it was sent through
 * @param of how many such partitions there are; it is that time once all of them say so
 */
public record Tick(Instant at, int partition, int of) implements HazardInput, MatchInput {
    public Tick {
        if (partition < 0 || partition >= of) {
            throw new IllegalArgumentException("tick of partition " + partition + " of " + of);
        }
    }
}
