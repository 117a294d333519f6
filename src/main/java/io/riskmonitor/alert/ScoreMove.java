package io.riskmonitor.alert;

import io.riskmonitor.risk.Level;
import org.jspecify.annotations.Nullable;

/**
 * The subject's score before what raised or last changed the alert, and after it, 0 to 100.
 *
 * @param before null if it was not known
 * @param after null if it is not known
 */
public record ScoreMove(
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Level levelBefore,
        @Nullable Level levelAfter) {}
