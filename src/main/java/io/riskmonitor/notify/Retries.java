package io.riskmonitor.notify;

import io.github.resilience4j.core.IntervalFunction;
import io.riskmonitor.alert.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When messages that failed are tried again: after a second, then twice as long each time up to five minutes, all of it give
 * or take half. Known from the recorded steps, so that a restart does not set off all at once.
 */
final class Retries {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double JITTER = 0.5;

    private final IntervalFunction backoff = IntervalFunction.ofExponentialRandomBackoff(FIRST, 2, JITTER, LONGEST);
    private final Map<String, Trial> byMessage = new HashMap<>();

    private record Trial(int attempts, Instant notBefore) {}

    void apply(Delivery step) {
        switch (step.step()) {
            case FAILED -> {
                Instant next = step.at().plusMillis(backoff.apply(step.attempt()));
                byMessage.merge(
                        step.messageKey(),
                        new Trial(step.attempt(), next),
                        // The entries of a bundle fail together.
                        (old, fresh) -> old.attempts() >= fresh.attempts() ? old : fresh);
            }
            case SENT, REFUSED -> byMessage.remove(step.messageKey());
            case PLANNED, BUNDLED, WITHHELD -> {}
        }
    }

    /** The other side asks to be left alone. */
    void pause(String messageKey, int attempt, Instant until) {
        byMessage.put(messageKey, new Trial(attempt, until));
    }

    int attempts(String messageKey) {
        Trial trial = byMessage.get(messageKey);
        return trial == null ? 0 : trial.attempts();
    }

    boolean isReady(String messageKey, Instant now) {
        Trial trial = byMessage.get(messageKey);
        return trial == null || !trial.notBefore().isAfter(now);
    }
}
