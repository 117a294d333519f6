package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments that a replay ticks at: {@code from}, every {@code tick} on, and {@code to}.
 */
public record ReplaySpan(Instant from, Instant to, Duration tick) {
    /** So long before {@code from} time is told, too: what lasts for weeks is then as if it had always run. */
    private static final Duration WARM_UP = Duration.ofDays(90);

    private static final Duration WARM_UP_TICK = Duration.ofDays(1);
    private static final long MOST_TICKS = 2_000_000;

    /** @throws InvalidFileException if the span is empty, too fine, or not over yet */
    public static ReplaySpan of(Instant from, Instant to, Duration tick, Instant now) {
        if (!from.isBefore(to)) {
            throw new InvalidFileException("--from " + from + " does not lie before --to " + to);
        }
        if (to.isAfter(now)) {
            throw new InvalidFileException("--to " + to + " lies in the future: what came is not known yet");
        }
        if (tick.toMillis() < 1 || Duration.between(from, to).toMillis() / tick.toMillis() > MOST_TICKS) {
            throw new InvalidFileException("--tick " + tick + " makes more than " + MOST_TICKS + " ticks of this span");
        }
        return new ReplaySpan(from, to, tick);
    }

    /** All moments, ascending, those of the time before included. */
    public List<Instant> ticks() {
        List<Instant> ticks = new ArrayList<>();
        for (Instant t = from.minus(WARM_UP); t.isBefore(from); t = t.plus(WARM_UP_TICK)) {
            ticks.add(t);
        }
        for (Instant t = from; t.isBefore(to); t = t.plus(tick)) {
            ticks.add(t);
        }
        ticks.add(to);
        return ticks;
    }
}
