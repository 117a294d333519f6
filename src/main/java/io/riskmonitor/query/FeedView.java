package io.riskmonitor.query;

import io.riskmonitor.alert.FeedState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source as people and scripts read it.
 *
 * @param lastRecord when it last brought something, to the minute; null if never
 * @param usualGapHours the median of its latest gaps; null if it has none
 * @param gaps how many of them are known, the latest 32 at most
 * @param plausibleHours the longest silence that is no fault; null if it is not needed
 * @param staleSince when its silence became longer than that; null if it has not
 */
public record FeedView(
        String feed,
        Status status,
        boolean needed,
        @Nullable Instant lastRecord,
        @Nullable Double usualGapHours,
        int gaps,
        @Nullable Double plausibleHours,
        @Nullable Instant staleSince) {
    private static final double SECONDS_PER_HOUR = 3600;

    /** How a source stands. */
    public enum Status {
        /** No rule needs it: its silence is no fault. */
        NOT_NEEDED,
        /** Needed, and silent for no longer than plausible. */
        LIVE,
        /** Needed, and silent for longer: no level is shown as LOW. */
        STALE,
        /** Needed, and has never brought anything: no level is shown as LOW. */
        AWAITED
    }

    static FeedView of(FeedState state) {
        return new FeedView(
                state.feed(),
                status(state),
                state.needed(),
                state.lastRecord(),
                hours(state.usualGap()),
                state.gaps(),
                hours(state.plausible()),
                state.staleSince());
    }

    private static Status status(FeedState state) {
        if (!state.needed()) {
            return Status.NOT_NEEDED;
        }
        if (state.lastRecord() == null) {
            return Status.AWAITED;
        }
        return state.staleSince() == null ? Status.LIVE : Status.STALE;
    }

    private static @Nullable Double hours(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds() / SECONDS_PER_HOUR;
    }
}
