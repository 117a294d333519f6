package io.riskmonitor.http;

import io.riskmonitor.access.Caller;
import io.riskmonitor.runtime.FeedHistory;
import io.riskmonitor.runtime.FeedPosition;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who reads the stream. It has no thread and no queue: it is written to when it can take something, by whoever brings
 * news or by the server when its connection has room again. Who falls behind what the ring holds is told so and dropped.
 */
final class EventViewer implements WriteListener {
    private static final Logger log = LoggerFactory.getLogger(EventViewer.class);

    private final Caller caller;
    private final ServletOutputStream out;
    private final EventRing ring;
    private final PageSource pages;
    private final Consumer<EventViewer> whenEnded;

    /** Frames that go before all others. */
    private final Deque<byte[]> ahead = new ArrayDeque<>();

    private @Nullable Resumption resumption;
    private boolean awaitingPage;
    private long number;
    private boolean unflushed;
    private boolean idle;
    private boolean closing;
    private boolean ended;

    /** Reads pages of the past, in its own time. */
    interface PageSource {
        /** Asks for the page after a position; it comes by {@link EventViewer#take}, or {@link EventViewer#end}. */
        void request(FeedPosition after, EventViewer viewer);
    }

    /**
     * Joins the readers of the ring.
     *
     * @param had what one who comes back has had; null for a new viewer
     */
    EventViewer(
            Caller caller,
            ServletOutputStream out,
            EventRing ring,
            PageSource pages,
            @Nullable FeedPosition had,
            Consumer<EventViewer> whenEnded) {
        this.caller = caller;
        this.out = out;
        this.ring = ring;
        this.pages = pages;
        this.whenEnded = whenEnded;
        this.resumption = had == null ? null : new Resumption(ring, had);
        synchronized (ring) {
            ring.join();
            number = ring.next();
            ahead.add(EventFrames.welcome(had == null ? ring.now() : had));
        }
    }

    Caller caller() {
        return caller;
    }

    /** Says something before all else. */
    synchronized void say(byte[] frame) {
        ahead.add(frame);
    }

    /** There may be news. */
    synchronized void wake() {
        if (idle) {
            write();
        }
    }

    /** There have been none for a while. */
    synchronized void reassure() {
        if (idle) {
            say(EventFrames.heartbeat());
            write();
        }
    }

    /** The page that was asked for. */
    synchronized void take(FeedHistory.Page read) {
        awaitingPage = false;
        if (resumption != null) {
            resumption.take(read);
        }
        wake();
    }

    /** Ends the stream once what is being said is out. */
    synchronized void end() {
        closing = true;
        wake();
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    @Override
    public synchronized void onError(Throwable fault) {
        log.debug("a viewer has gone: {}", fault.toString());
        finish();
    }

    private void write() {
        idle = false;
        try {
            while (!ended && out.isReady()) {
                byte[] frame = frame();
                if (frame != null) {
                    out.write(frame);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else if (closing) {
                    finish();
                } else {
                    idle = true;
                    return;
                }
            }
        } catch (IOException e) {
            onError(e);
        }
    }

    private void finish() {
        if (!ended) {
            ended = true;
            ring.leave();
            whenEnded.accept(this);
        }
    }

    private byte @Nullable [] frame() {
        if (!ahead.isEmpty()) {
            return ahead.remove();
        }
        if (closing) {
            return null;
        }
        if (resumption != null) {
            byte[] frame = resumption.next();
            if (frame != null) {
                return frame;
            }
            if (!resumption.isDone()) {
                if (!awaitingPage) {
                    awaitingPage = true;
                    pages.request(resumption.had(), this);
                }
                return null;
            }
            number = resumption.number();
            resumption = null;
        }
        return live();
    }

    private byte @Nullable [] live() {
        synchronized (ring) {
            if (ring.isGone(number)) {
                closing = true;
                log.info("a viewer of the event stream is further behind than is held, and is dropped");
                return EventFrames.notice(
                        "dropped",
                        "you read more slowly than events come, and are further behind than is held;"
                                + " connect again with Last-Event-ID to be given what you have missed");
            }
            EventRing.Entry entry = ring.at(number);
            if (entry == null) {
                return null;
            }
            number++;
            return entry.frame();
        }
    }
}
