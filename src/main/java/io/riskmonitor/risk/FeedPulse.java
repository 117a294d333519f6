package io.riskmonitor.risk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * When a source has brought something: the latest moments, to the minute. A set of moments, not a count of arrivals, so
 * it is the same in whatever order, how often and over how many partitions they have come.
 *
 * @param source as in report ids
 * @param moments ascending, at most {@value #MOST}
 */
public record FeedPulse(String source, List<Instant> moments) implements HazardInput {
    /** Thirty-two gaps: enough to know a rhythm, few enough to forget how a source was read in another year. */
    public static final int MOST = 33;

    public FeedPulse {
        moments = List.copyOf(moments);
        for (int i = 1; i < moments.size(); i++) {
            if (!moments.get(i - 1).isBefore(moments.get(i))) {
                throw new IllegalArgumentException(source + ": moments do not ascend: " + moments);
            }
        }
        if (moments.size() > MOST) {
            throw new IllegalArgumentException(source + ": " + moments.size() + " moments, more than " + MOST);
        }
    }

    public static FeedPulse none(String source) {
        return new FeedPulse(source, List.of());
    }

    /** With one moment more; the same if it is known or older than all that are remembered. */
    public FeedPulse with(Instant moment) {
        Instant minute = moment.truncatedTo(ChronoUnit.MINUTES);
        return remembers(minute) ? this : with(List.of(minute));
    }

    /** With what is known elsewhere of the same source. */
    public FeedPulse with(FeedPulse other) {
        return other.moments.isEmpty() || moments.equals(other.moments) ? this : with(other.moments);
    }

    private boolean remembers(Instant minute) {
        return moments.contains(minute) || (moments.size() == MOST && minute.isBefore(moments.get(0)));
    }

    private FeedPulse with(Collection<Instant> more) {
        TreeSet<Instant> all = new TreeSet<>(moments);
        all.addAll(more);
        while (all.size() > MOST) {
            all.pollFirst();
        }
        return new FeedPulse(source, List.copyOf(all));
    }
}
