package io.riskmonitor.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as people and scripts read it.
 *
 * @param tick ISO-8601
 * @param simulated whether incidents that never happened are in it
 * @param at the simulated time that it has reached; null before the first
 * @param out the folder of its outputs, there once it has finished
 * @param reason why it failed; null if it did not
 */
public record RunView(
        String id,
        Instant from,
        Instant to,
        String tick,
        boolean asKnown,
        boolean simulated,
        RunState state,
        @Nullable Instant at,
        String out,
        @Nullable String reason) {
    static RunView of(String id, RunRecord begun, RunHome.Status status) {
        return new RunView(
                id,
                begun.from(),
                begun.to(),
                begun.tick(),
                begun.asKnown(),
                begun.simulated(),
                status.state(),
                status.at(),
                begun.out(),
                status.reason());
    }
}
