package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.topology.StoreNames;
import io.riskmonitor.topology.TaskClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** How far a run has come: the earliest time that any of its tasks has reached. */
final class ReplayProgress {
    private static final long POLL_MILLIS = 10;

    private final StreamsRunner streams;
    private final int partitions;
    private final Duration patience;

    /** @param patience how long without any progress is taken for a standstill */
    ReplayProgress(StreamsRunner streams, int partitions, Duration patience) {
        this.streams = streams;
        this.partitions = partitions;
        this.patience = patience;
    }

    /**
     * Returns once every task has reached a moment.
     *
     * @throws IllegalStateException if the topology stops, or stands still
     */
    void await(Instant last, Consumer<Instant> reached) {
        long deadline = System.nanoTime() + patience.toNanos();
        Instant before = Instant.MIN;
        while (before.isBefore(last)) {
            Instant now = now().orElse(before);
            if (now.isAfter(before)) {
                before = now;
                deadline = System.nanoTime() + patience.toNanos();
                reached.accept(now);
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the run has stood still for " + patience.toSeconds() + " s");
            }
            Throwable fault = streams.failure();
            if (fault != null) {
                throw new IllegalStateException("the topology has stopped: " + fault.getMessage(), fault);
            }
            sleep();
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

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a run", e);
        }
    }
}
