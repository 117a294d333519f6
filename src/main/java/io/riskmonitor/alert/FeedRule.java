package io.riskmonitor.alert;

import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * STALE_FEED: which sources are needed, and how long one of them may be silent before that is taken for a fault.
 *
 * <p>A source's own gaps say it: it is stale once it has been silent for {@code times} the longest but one of its latest
 * gaps. The longest is left out, as one outage must not teach that outages are usual. Were the records of a source
 * independent of each other (a Poisson process), the chance that a gap is longer than {@code k} times the longest but one
 * of {@code n} others would be {@code (k+1)!·n!/(n+k)!}: for three times and 32 gaps, 1 in 1,600.
 *
 * @param id the condition's name in the ids of its alerts
 * @param feeds the needed sources
 * @param fewest with fewer gaps than this a source has no rhythm yet
 * @param atLeast no silence is taken for a fault before
 * @param untilKnown the silence that is let pass of a source without a rhythm
 * @param level of its alerts
 */
public record FeedRule(
        String id, Set<String> feeds, double times, int fewest, Duration atLeast, Duration untilKnown, Level level) {
    public FeedRule {
        feeds = Collections.unmodifiableSet(new TreeSet<>(feeds));
        if (!(times >= 1) || fewest < 2 || fewest >= FeedPulse.MOST) {
            throw new IllegalArgumentException("rule " + id + ": times " + times + ", fewest " + fewest);
        }
        if (atLeast.isNegative() || untilKnown.isNegative()) {
            throw new IllegalArgumentException("rule " + id + ": at least " + atLeast + ", else " + untilKnown);
        }
    }

    FeedState judge(FeedPulse pulse, Instant at) {
        FeedRhythm rhythm = FeedRhythm.of(pulse, at);
        Duration plausible = plausible(rhythm.ascending());
        Instant last = rhythm.last();
        Instant end = last == null ? null : last.plus(plausible);
        return rhythm.state(true, plausible, end == null || end.isAfter(at) ? null : end);
    }

    private Duration plausible(List<Duration> gaps) {
        if (gaps.size() < fewest) {
            return untilKnown;
        }
        Duration longestButOne = gaps.get(gaps.size() - 2);
        Duration learnt = Duration.ofSeconds(Math.round(longestButOne.toSeconds() * times));
        return learnt.compareTo(atLeast) < 0 ? atLeast : learnt;
    }
}
