package io.riskmonitor.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a run that is under way.
 *
 * @param ticks of a step: how many; else 0
 * @param at of a seek: where to; else null
 */
public record RunOrder(Action action, int ticks, @Nullable Instant at) {
    private static final int MOST_TICKS = 1_000_000;

    /** What can be wanted. */
    public enum Action {
        /** Stand still where it is. */
        PAUSE,
        /** Go on at the run's speed. */
        RESUME,
        /** Tell some ticks more, then stand still. */
        STEP,
        /** Go to a moment as fast as it goes, then stand still; a moment that has passed is come to from the beginning. */
        SEEK,
        /** Have the process let go of it; what it was begun with takes it up again. */
        STOP
    }

    /** @throws IllegalArgumentException if an action lacks what it needs, or has what it does not take */
    public RunOrder {
        if ((action == Action.SEEK) != (at != null)) {
            throw new IllegalArgumentException("'at' goes with a seek, and a seek with 'at'");
        }
        if (action == Action.STEP ? ticks < 1 || ticks > MOST_TICKS : ticks != 0) {
            throw new IllegalArgumentException("a step has 1 to " + MOST_TICKS + " ticks, all else has none");
        }
    }

    public static RunOrder of(Action action) {
        return new RunOrder(action, action == Action.STEP ? 1 : 0, null);
    }

    public static RunOrder step(int ticks) {
        return new RunOrder(Action.STEP, ticks, null);
    }

    public static RunOrder seek(Instant at) {
        return new RunOrder(Action.SEEK, 0, at);
    }
}
