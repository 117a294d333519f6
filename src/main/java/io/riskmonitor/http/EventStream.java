package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Permission;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.runtime.FeedEvent;
import io.riskmonitor.runtime.FeedPosition;
import io.riskmonitor.runtime.ScoreFeed;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every published score and every revision of an alert to whoever listens. One thread brings the news to all; events
 * are held once, and a viewer costs a connection. Whoever names the last id it has had is given what it missed since.
 */
final class EventStream implements ScoreFeed.Listener, AutoCloseable {
    static final long MOST_BYTES_HELD = 8_000_000;

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final String MEDIA_TYPE = "text/event-stream";
    private static final int MOST_EVENTS_HELD = 8_192;
    private static final long HEARTBEAT_MILLIS = 15_000;
    /** So long a revoked token may go on reading where nothing happens. */
    private static final long CHECK_MILLIS = 1_000;

    private static final int BUFFER_BYTES = 4_096;
    private static final int READERS_OF_THE_PAST = 2;

    private final Gate gate;
    private final ScoreFeed feed;
    private final EventRing ring;
    private final StreamPlaces places = new StreamPlaces();
    private final Set<EventViewer> viewers = ConcurrentHashMap.newKeySet();
    private final Thread messenger = new Thread(this::bringNews, "event-stream");
    private final ThreadPoolExecutor past = new ThreadPoolExecutor(
            READERS_OF_THE_PAST, READERS_OF_THE_PAST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "event-stream-past");
                thread.setDaemon(true);
                return thread;
            });

    /** Listens to the feed at once; {@link #close} ends that. */
    EventStream(Gate gate, ScoreFeed feed) {
        this.gate = gate;
        this.feed = feed;
        past.allowCoreThreadTimeOut(true);
        synchronized (feed) {
            ring = new EventRing(feed.position(), MOST_EVENTS_HELD, MOST_BYTES_HELD);
            feed.listen(this);
        }
        messenger.setDaemon(true);
        messenger.start();
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/stream", this::open, needs(Permission.READ));
    }

    /** Whether there is a place is decided before the response begins: afterwards there is no status to refuse with. */
    private void open(Context request) {
        new Parameters(request);
        String accept = request.header("Accept");
        if (accept == null || !accept.contains(MEDIA_TYPE)) {
            throw new ProblemException(406, "Not acceptable", "this is a stream of events: Accept: " + MEDIA_TYPE);
        }
        request.contentType(MEDIA_TYPE);
        if (request.method().equals(HandlerType.HEAD)) {
            return;
        }
        Caller caller = Gate.caller(request);
        String place = caller.name().equals(Caller.LOCAL_USER) ? "address " + request.ip() : "token " + caller.name();
        places.take(place);
        request.header("Connection", "close"); // a stream that has ended is no connection to keep
        request.header("X-Accel-Buffering", "no");
        request.res().setBufferSize(BUFFER_BYTES);
        // The response is given over to the viewer, who writes to it until the future is complete.
        request.future(() -> {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            try {
                connect(request, caller, () -> {
                    places.giveBack(place);
                    ended.complete(null);
                });
            } catch (IOException | RuntimeException e) {
                places.giveBack(place);
                throw new ProblemException(503, "Not ready", "the stream cannot be opened now");
            }
            return ended;
        });
    }

    private void connect(Context request, Caller caller, Runnable whenEnded) throws IOException {
        String lastId = request.header("Last-Event-ID");
        FeedPosition had = lastId == null || lastId.isBlank() ? null : known(lastId.strip());
        ServletOutputStream out = request.res().getOutputStream();
        EventViewer viewer = new EventViewer(caller, out, ring, this::readPast, had, ended -> {
            viewers.remove(ended);
            whenEnded.run();
        });
        if (lastId != null && had == null) {
            viewer.say(EventFrames.notice(
                    "gap", "Last-Event-ID is not of this log: what came before is not repeated, read it anew"));
        }
        viewers.add(viewer);
        out.setWriteListener(viewer);
    }

    /** Null for what is no position in this log, or lies ahead of it. */
    private @Nullable FeedPosition known(String lastId) {
        FeedPosition now = ring.now();
        return FeedPosition.parse(lastId, now.partitions()).filter(now::isPast).orElse(null);
    }

    private void readPast(FeedPosition after, EventViewer viewer) {
        try {
            past.execute(() -> {
                try {
                    viewer.take(feed.history().after(after, ring.now()));
                } catch (RuntimeException e) {
                    log.warn("what a viewer has missed cannot be read: {}", e.getMessage(), e);
                    viewer.end();
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("a viewer comes back while the stream is being closed");
        }
    }

    long bytesHeld() {
        return ring.bytes();
    }

    @Override
    public void published(RiskScore score, OptionalLong latencyMillis) {
        // comes again as what happened
    }

    @Override
    public void happened(FeedEvent event) {
        ring.tell(event);
    }

    /** Brings news to whoever waits for them; those whose connection is full come for it when it has room. */
    private void bringNews() {
        long quietMillis = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long seen = ring.next();
                viewers.forEach(EventViewer::wake);
                quietMillis = ring.await(seen, CHECK_MILLIS) ? 0 : quietMillis + CHECK_MILLIS;
                if (quietMillis >= HEARTBEAT_MILLIS) {
                    viewers.forEach(EventViewer::reassure);
                    quietMillis = 0;
                }
                endThoseNotAdmitted();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A token may have been revoked or have expired since. */
    private void endThoseNotAdmitted() {
        try {
            viewers.stream()
                    .filter(viewer -> !gate.stillAdmits(viewer.caller()))
                    .forEach(EventViewer::end);
        } catch (NotReadyException e) {
            log.warn("streams end: {}", e.getMessage());
            viewers.forEach(EventViewer::end);
        }
    }

    @Override
    public void close() {
        feed.stopListening(this);
        messenger.interrupt();
        past.shutdownNow();
        viewers.forEach(EventViewer::end);
    }
}
