package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.topology.StoreNames;
import io.riskmonitor.topology.TaskClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** How far a run has come: the earliest time that any of its tasks has reached. */
final class ReplayProgress {
    private static final long POLL_MILLIS = 10;

    private final StreamsRunner streams;
    private final int partitions;
    private final LongSupplier left;
    private final Duration patience;

    private @Nullable Instant last;
    private Standstill standstill;

    /**
     * @param left a measure of what is to be done before time goes on, which falls as it gets done; see {@link Standstill}
     * @param patience how long without any progress is taken for a standstill
     */
    ReplayProgress(StreamsRunner streams, int partitions, LongSupplier left, Duration patience) {
        this.streams = streams;
        this.partitions = partitions;
        this.left = left;
        this.patience = patience;
        this.standstill = new Standstill(patience, left);
    }

    /**
     * The time that every task has reached; null before the first.
     *
     * @param expected the last that was told; null if none was
     * @throws IllegalStateException if the topology has stopped, or stands still short of that
     */
    @Nullable
    Instant reached(@Nullable Instant expected) {
        Throwable fault = streams.failure();
        if (fault != null) {
            throw new IllegalStateException("the topology has stopped: " + fault.getMessage(), fault);
        }
        Instant now = now().orElse(last);
        boolean moved = now != null && !now.equals(last);
        boolean isThere = expected == null || (now != null && !now.isBefore(expected));
        if (moved || isThere) {
            last = now;
            standstill = new Standstill(patience, left);
        } else if (standstill.isReached()) {
            throw new IllegalStateException("the run has stood still for " + patience.toSeconds() + " s");
        }
        return now;
    }

    /** Between two looks. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a run", e);
        }
    }

    private Optional<Instant> now() {
        int told = 0;
        long earliest = Long.MAX_VALUE;
        try (KeyValueIterator<String, Long> marks =
                streams.<Long>store(StoreNames.CLOCK).all()) {
            while (marks.hasNext()) {
                KeyValue<String, Long> mark = marks.next();
                if (mark.key.equals(TaskClock.NOW)) {
                    told++;
                    earliest = Math.min(earliest, mark.value);
                }
            }
        } catch (NotReadyException e) {
            return Optional.empty(); // tasks are being moved
        }
        return told < partitions ? Optional.empty() : Optional.of(Instant.ofEpochMilli(earliest));
    }
}
