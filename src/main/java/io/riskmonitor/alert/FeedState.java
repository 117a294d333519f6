package io.riskmonitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands at a moment.
 *
 * @param feed the source, as in report ids
 * @param needed whether a rule names it; of one that is not, silence is no fault
 * @param lastRecord when it last brought something, to the minute; null if never
 * @param usualGap the median of its latest gaps; null if it has none
 * @param gaps how many of them are known
 * @param plausible the longest silence that is no fault; null if it is not needed
 * @param staleSince when its silence became longer than that; null if it has not
 */
public record FeedState(
        String feed,
        boolean needed,
        @Nullable Instant lastRecord,
        @Nullable Duration usualGap,
        int gaps,
        @Nullable Duration plausible,
        @Nullable Instant staleSince) {
    /** Why nothing may be called low at a moment, as known at the state's; empty if something may. */
    Optional<String> blindness(Instant moment) {
        if (needed && lastRecord == null) {
            return Optional.of("nothing has come yet from " + feed + ", which is needed");
        }
        return staleSince == null || staleSince.isAfter(moment)
                ? Optional.empty()
                : Optional.of("nothing has come since " + lastRecord + " from " + feed + ", which is needed");
    }

    /** What an alert says of it; empty if it has not fallen silent. */
    Optional<FeedSilence> silence() {
        return staleSince == null || lastRecord == null || plausible == null
                ? Optional.empty()
                : Optional.of(new FeedSilence(feed, lastRecord, plausible.toSeconds() / 3600.0, gaps));
    }
}
