package io.riskmonitor.topology;

import io.riskmonitor.risk.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The time as a task knows it: the earliest of the ticks that have come through each partition of the log. When it says T,
 * everything that any partition learnt before its tick T has arrived here.
 */
public final class TaskClock {
    /** Key under which the time itself is kept, in epoch milliseconds. */
    public static final String NOW = "now";

    private static final String PARTITION = "tick/";
    /** Several instances tick with clocks a little apart; a step back beyond this is a clock put right. */
    private static final Duration JITTER = Duration.ofMinutes(1);

    private final KeyValueStore<String, Long> marks;

    TaskClock(KeyValueStore<String, Long> marks) {
        this.marks = marks;
    }

    /** The time; none before a tick has come through every partition. */
    Optional<Instant> now() {
        return Optional.ofNullable(marks.get(NOW)).map(Instant::ofEpochMilli);
    }

    /** Takes a tick; the new time if it has moved. */
    Optional<Instant> advance(Tick tick) {
        long at = tick.at().toEpochMilli();
        Long last = marks.get(PARTITION + tick.partition());
        if (last != null && at < last && last - at <= JITTER.toMillis()) {
            return Optional.empty();
        }
        marks.put(PARTITION + tick.partition(), at);
        long earliest = Long.MAX_VALUE;
        for (int p = 0; p < tick.of(); p++) {
            @Nullable Long mark = marks.get(PARTITION + p);
            if (mark == null) {
                return Optional.empty();
            }
            earliest = Math.min(earliest, mark);
        }
        Long before = marks.get(NOW);
        if (before != null && before == earliest) {
            return Optional.empty();
        }
        marks.put(NOW, earliest);
        return Optional.of(Instant.ofEpochMilli(earliest));
    }
}
