package io.riskmonitor.replay;

import io.riskmonitor.incident.ReportId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody asks a monitor for.
 *
 * @param name null for one that is free
 * @param liveLog over what the monitor has learnt; otherwise over the built-in history
 * @param without incidents to leave out
 * @param paused whether it stands still at its beginning until it is told to go on
 */
public record ReplayWish(
        @Nullable String name,
        boolean liveLog,
        Instant from,
        Instant to,
        Duration tick,
        boolean asKnown,
        Set<ReportId> without,
        Speed speed,
        boolean paused) {}
