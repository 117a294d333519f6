package io.riskmonitor.http;

import io.riskmonitor.runtime.FeedEvent;
import io.riskmonitor.runtime.FeedPosition;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, held once for all viewers, however many there are: a viewer has a number in here and nothing else. Both
 * the events and their bytes are bounded; the oldest go first.
 */
final class EventRing {
    private final Entry[] entries;
    private final long mostBytes;

    /** What has been told so far, and what of it is not in here any more. */
    private FeedPosition now;

    private FeedPosition gone;
    private long first;
    private long next;
    private long bytes;
    private int readers;

    /** @param position what was behind the feed once the event was told */
    @SuppressWarnings("ArrayRecordComponent") // written out as they are, and never compared
    record Entry(FeedEvent event, FeedPosition position, byte[] frame) {}

    /** @param start where the feed stood before the first event that is added */
    EventRing(FeedPosition start, int mostEvents, long mostBytes) {
        this.entries = new Entry[mostEvents];
        this.mostBytes = mostBytes;
        this.now = start;
        this.gone = start;
    }

    /** One more reads what is told from now on. */
    synchronized void join() {
        readers++;
    }

    synchronized void leave() {
        readers--;
    }

    /** Takes an event; while nobody reads, nothing is made of it, and what was held goes, too. */
    synchronized void tell(FeedEvent event) {
        now = now.with(event);
        if (readers == 0) {
            while (first < next) {
                dropFirst();
            }
            gone = now;
            return;
        }
        byte[] frame = EventFrames.event(event, now);
        if (next - first == entries.length) {
            dropFirst();
        }
        entries[index(next++)] = new Entry(event, now, frame);
        bytes += frame.length;
        while (bytes > mostBytes && next - first > 1) {
            dropFirst();
        }
        notifyAll();
    }

    @SuppressWarnings("NullAway") // a slot that is free again
    private void dropFirst() {
        Entry oldest = entries[index(first)];
        entries[index(first++)] = null;
        bytes -= oldest.frame().length;
        gone = gone.with(oldest.event());
    }

    private int index(long number) {
        return (int) (number % entries.length);
    }

    /** The event of a number; null if it has not come yet. */
    synchronized @Nullable Entry at(long number) {
        return number >= next ? null : entries[index(number)];
    }

    /** Whether the event of a number has gone. */
    synchronized boolean isGone(long number) {
        return number < first;
    }

    /** Whether all that is not behind a position is in here, or yet to come. */
    synchronized boolean reachesBackTo(FeedPosition position) {
        return position.isPast(gone);
    }

    /** Number of the oldest event that is here. */
    synchronized long first() {
        return first;
    }

    /** Number of the event that comes next. */
    synchronized long next() {
        return next;
    }

    synchronized FeedPosition now() {
        return now;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Waits until there is an event of that number, or for so long. */
    synchronized boolean await(long number, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (next <= number) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
