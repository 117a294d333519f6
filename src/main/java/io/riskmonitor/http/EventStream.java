package io.riskmonitor.http;

import io.javalin.http.sse.SseClient;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.runtime.ScoreFeed;
import io.riskmonitor.serde.JsonText;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends every published score to whoever listens; one who does not keep up is dropped rather than waited for. */
final class EventStream implements ScoreFeed.Listener {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final int QUEUE = 1_000;
    private static final long HEARTBEAT_SECONDS = 15;

    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong();

    private record Event(long id, String json) {}

    private static final class Viewer {
        private final SseClient client;
        private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(QUEUE);

        Viewer(SseClient client) {
            this.client = client;
        }
    }

    void connect(SseClient client) {
        client.keepAlive();
        Viewer viewer = new Viewer(client);
        viewers.add(viewer);
        client.onClose(() -> viewers.remove(viewer));
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
                if (event == null) {
                    viewer.client.sendComment("still here");
                } else {
                    viewer.client.sendEvent("score", event.json(), Long.toString(event.id()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            viewers.remove(viewer);
            viewer.client.close();
        }
    }
}
