package io.riskmonitor.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs from a moment of its own, faster than the wall's. */
public final class SimulatedClock extends Clock {
    private final Clock wall;
    private final Instant wallStart;
    private final Instant start;
    private final long speed;

    /** @param speed simulated seconds for each second of the wall clock */
    public SimulatedClock(Clock wall, Instant start, long speed) {
        this.wall = wall;
        this.wallStart = wall.instant();
        this.start = start;
        this.speed = speed;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a simulated clock tells UTC");
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.between(wallStart, wall.instant()).multipliedBy(speed));
    }
}
