package io.riskmonitor.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How many of a run's ticks may have been told at a moment of the wall clock: by its speed, and by what has been ordered. Ticks
 * are told a little ahead of what the run has reached, so that it never waits, and stands still soon when it is to pause.
 */
final class Playhead {
    /** Some tenths of a second at full speed. */
    static final int AHEAD = 200;

    private final List<Instant> ticks;
    private final Speed speed;
    /** Ticks of the time before the span: told at full speed whatever the run's is. */
    private final int before;

    private boolean held;
    /** Where it stands still; of meaning while it is held. */
    private int holdAt;
    /** Where the wall clock and the ticks were put level; unset while it has to be done anew. */
    private boolean level;

    private long levelNanos;
    private Instant levelTick = Instant.EPOCH;

    /**
     * @param ticks ascending
     * @param from the first of them whose scores are told
     */
    Playhead(List<Instant> ticks, Instant from, Speed speed) {
        this.ticks = List.copyOf(ticks);
        this.speed = speed;
        this.before = notAfter(from) - 1;
    }

    /** How many ticks have come by a moment. */
    private int notAfter(Instant at) {
        int low = 0;
        int high = ticks.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (ticks.get(middle).isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** @param told how many ticks have been told */
    void obey(RunOrder order, int told) {
        level = false;
        switch (order.action()) {
            case PAUSE -> holdAt(told);
            case STEP -> holdAt(Math.min(ticks.size(), told + order.ticks()));
            case SEEK -> holdAt(Math.max(before + 1, notAfter(Objects.requireNonNull(order.at()))));
            case RESUME, STOP -> held = false;
        }
    }

    private void holdAt(int tick) {
        held = true;
        holdAt = tick;
    }

    /** Whether it stands still, given how many ticks have come through. */
    boolean isPaused(int reached) {
        return held && reached == holdAt;
    }

    /**
     * How many ticks may have been told by now; fewer than have been where it goes back.
     *
     * @param told how many have been told
     * @param reached how many have come through
     * @param nanos of a clock that only goes forward
     */
    int allowed(int told, int reached, long nanos) {
        if (held) {
            return holdAt < told ? holdAt : Math.max(told, upTo(holdAt, told, reached));
        }
        return Math.max(told, Math.min(upTo(ticks.size(), told, reached), bySpeed(told, nanos)));
    }

    /** Many at once: single ticks cost a round trip each. */
    private static int upTo(int end, int told, int reached) {
        int most = Math.min(end, reached + AHEAD);
        return most < end && most - told < AHEAD / 2 ? told : most;
    }

    private int bySpeed(int told, long nanos) {
        if (speed.isMax() || told < before + 1) {
            return speed.isMax() ? ticks.size() : before + 1;
        }
        if (!level) {
            level = true;
            levelNanos = nanos;
            levelTick = ticks.get(told - 1);
        }
        double passed = (nanos - levelNanos) * speed.factor();
        long most = Duration.between(levelTick, ticks.get(ticks.size() - 1)).toNanos();
        return passed >= most ? ticks.size() : notAfter(levelTick.plusNanos((long) passed));
    }
}
