package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Permission;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.runtime.ScoreFeed;
import io.riskmonitor.serde.JsonText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every published score to whoever listens; one who does not keep up is dropped rather than waited for. A viewer costs
 * a thread and a queue, so there is a limit to them, for each caller and for all.
 */
final class EventStream implements ScoreFeed.Listener {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final String MEDIA_TYPE = "text/event-stream";
    private static final int QUEUE = 1_000;
    private static final long HEARTBEAT_SECONDS = 15;
    static final int MOST_OF_A_CALLER = 10;
    static final int MOST = 100;
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Gate gate;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    /** How many streams each caller has, by token or address. */
    private final Map<String, Integer> places = new HashMap<>();

    private final AtomicLong sequence = new AtomicLong();

    private record Event(long id, String json) {}

    private static final class Viewer {
        private final SseClient client;
        private final Caller caller;
        private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(QUEUE);

        Viewer(SseClient client, Caller caller) {
            this.client = client;
            this.caller = caller;
        }
    }

    EventStream(Gate gate) {
        this.gate = gate;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/stream", this::open, needs(Permission.READ));
    }

    /** Whether there is a place is decided before the response begins: afterwards there is no status to refuse with. */
    private void open(Context request) throws Exception {
        new Parameters(request);
        String accept = request.header("Accept");
        if (accept == null || !accept.contains(MEDIA_TYPE)) {
            throw new ProblemException(406, "Not acceptable", "this is a stream of events: Accept: " + MEDIA_TYPE);
        }
        if (request.method().equals(HandlerType.HEAD)) {
            request.contentType(MEDIA_TYPE);
            return;
        }
        String name = Gate.caller(request).name();
        String key = name.equals(Caller.LOCAL_USER) ? "address " + request.ip() : "token " + name;
        take(key);
        boolean connected = false;
        try {
            new SseHandler(0, client -> connect(client, key)).handle(request);
            connected = true;
        } finally {
            if (!connected) {
                giveBack(key);
            }
        }
    }

    private void take(String key) {
        synchronized (places) {
            int taken = places.getOrDefault(key, 0);
            if (taken >= MOST_OF_A_CALLER) {
                throw ProblemException.later(
                        429, "Too many streams", "one caller has " + MOST_OF_A_CALLER + " streams at most", RETRY);
            }
            if (places.values().stream().mapToInt(Integer::intValue).sum() >= MOST) {
                throw ProblemException.later(503, "Too many streams", "all " + MOST + " streams are taken", RETRY);
            }
            places.put(key, taken + 1);
        }
    }

    private void giveBack(String key) {
        synchronized (places) {
            places.computeIfPresent(key, (k, taken) -> taken == 1 ? null : taken - 1);
        }
    }

    private void connect(SseClient client, String key) {
        client.keepAlive();
        Viewer viewer = new Viewer(client, Gate.caller(client.ctx()));
        viewers.add(viewer);
        client.onClose(() -> {
            viewers.remove(viewer);
            giveBack(key);
        });
        Thread sender = new Thread(() -> send(viewer), "event-stream");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void published(RiskScore score, OptionalLong latencyMillis) {
        if (viewers.isEmpty()) {
            return;
        }
        Event event = new Event(sequence.incrementAndGet(), JsonText.of(score));
        for (Viewer viewer : viewers) {
            if (!viewer.waiting.offer(event)) {
                log.info("a viewer of the event stream is {} events behind and is dropped", QUEUE);
                viewer.client.close(); // which takes it off the viewers, by onClose
            }
        }
    }

    private void send(Viewer viewer) {
        try {
            viewer.client.sendComment("scores follow as they change");
            while (viewers.contains(viewer) && !viewer.client.terminated()) {
                Event event = viewer.waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (!gate.stillAdmits(viewer.caller)) {
                    return; // the token was revoked or has expired since
                }
                if (event == null) {
                    viewer.client.sendComment("still here");
                } else {
                    viewer.client.sendEvent("score", event.json(), Long.toString(event.id()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NotReadyException e) {
            log.warn("a stream ends: {}", e.getMessage());
        } finally {
            viewers.remove(viewer);
            viewer.client.close();
        }
    }
}
