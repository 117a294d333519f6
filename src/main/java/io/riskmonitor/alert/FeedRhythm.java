package io.riskmonitor.alert;

import io.riskmonitor.risk.FeedPulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source's latest gaps, as they were at a moment.
 *
 * @param last when it last brought something; null if never
 * @param ascending the gaps, the shortest first
 */
record FeedRhythm(String feed, @Nullable Instant last, List<Duration> ascending) {
    static FeedRhythm of(FeedPulse pulse, Instant at) {
        List<Duration> gaps = new ArrayList<>();
        Instant last = null;
        for (Instant moment : pulse.moments()) {
            if (moment.isAfter(at)) {
                break;
            }
            if (last != null) {
                gaps.add(Duration.between(last, moment));
            }
            last = moment;
        }
        Collections.sort(gaps);
        return new FeedRhythm(pulse.source(), last, gaps);
    }

    FeedState state(boolean needed, @Nullable Duration plausible, @Nullable Instant staleSince) {
        return new FeedState(
                feed,
                needed,
                last,
                ascending.isEmpty() ? null : ascending.get(ascending.size() / 2),
                ascending.size(),
                plausible,
                staleSince);
    }
}
