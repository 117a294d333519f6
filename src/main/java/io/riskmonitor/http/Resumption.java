package io.riskmonitor.http;

import io.riskmonitor.runtime.FeedEvent;
import io.riskmonitor.runtime.FeedHistory;
import io.riskmonitor.runtime.FeedPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one who has come back is given until it reads what all read: from the log as long as the ring does not reach back
 * so far, then from the ring. What it has had already is passed over, and each id tells of it alone.
 */
final class Resumption {
    private static final long NOT_IN_RING = -1;

    private final EventRing ring;
    private final Deque<FeedEvent> page = new ArrayDeque<>();
    private FeedPosition had;
    private @Nullable FeedPosition pageEnd;
    private long number = NOT_IN_RING;
    private long joinedAt;
    private boolean done;

    Resumption(EventRing ring, FeedPosition had) {
        this.ring = ring;
        this.had = had;
    }

    /** The next frame; null once it is {@link #isDone done}, or if a page is to be read first. */
    byte @Nullable [] next() {
        while (true) {
            FeedEvent event = fromPage();
            if (event == null) {
                event = fromRing();
            }
            if (event == null) {
                return null;
            }
            if (!had.isPast(event)) {
                had = had.with(event);
                return EventFrames.event(event, had);
            }
        }
    }

    private @Nullable FeedEvent fromPage() {
        FeedEvent event = page.poll();
        if (event == null && pageEnd != null) {
            had = had.with(pageEnd);
            pageEnd = null;
        }
        return event;
    }

    private @Nullable FeedEvent fromRing() {
        synchronized (ring) {
            if (number != NOT_IN_RING && ring.isGone(number)) {
                number = NOT_IN_RING; // too slow for the ring: back to the log
            }
            if (number == NOT_IN_RING) {
                if (!ring.reachesBackTo(had)) {
                    return null;
                }
                number = ring.first();
                joinedAt = ring.next();
            }
            EventRing.Entry entry = number < joinedAt ? ring.at(number++) : null;
            done = entry == null;
            return entry == null ? null : entry.event();
        }
    }

    /** What has been read of the log after {@link #had}. */
    void take(FeedHistory.Page read) {
        page.addAll(read.events());
        pageEnd = read.reached();
    }

    FeedPosition had() {
        return had;
    }

    boolean isDone() {
        return done;
    }

    /** The number in the ring of what comes next, once this is done. */
    long number() {
        return number;
    }
}
