package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what the topologies bring about: as long as it takes while they move, and no longer once they stand still. */
final class TopologyWait {
    private static final Logger log = LoggerFactory.getLogger(TopologyWait.class);
    private static final long POLL_MILLIS = 10;

    private final StreamsRunner streams;
    private final LongSupplier left;
    private final Duration patience;

    /**
     * @param left a measure of what they have to do that falls as they get on; see {@link Standstill}
     * @param patience how long without any progress is taken for a standstill
     */
    TopologyWait(StreamsRunner streams, LongSupplier left, Duration patience) {
        this.streams = streams;
        this.left = left;
        this.patience = patience;
    }

    /** @throws IllegalStateException if the topologies stop or stand still before that */
    void until(String what, BooleanSupplier reached) {
        Standstill standstill = new Standstill(patience, left);
        while (true) {
            try {
                if (reached.getAsBoolean()) {
                    return;
                }
            } catch (NotReadyException e) {
                log.debug("waiting for {}: {}", what, e.getMessage());
            }
            Throwable stopped = streams.failure();
            if (stopped != null) {
                throw new IllegalStateException("the topology has stopped: " + stopped.getMessage(), stopped);
            }
            if (standstill.isReached()) {
                throw new IllegalStateException(
                        "waited in vain for " + what + ": nothing has moved for " + patience.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }
}
