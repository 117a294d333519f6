package io.riskmonitor.http;

import io.riskmonitor.runtime.FeedEvent;
import io.riskmonitor.runtime.FeedPosition;
import io.riskmonitor.serde.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What is written to a stream of server-sent events. */
final class EventFrames {
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(2);

    private EventFrames() {}

    /** @param position what is behind whoever has read it */
    static byte[] event(FeedEvent event, FeedPosition position) {
        return bytes("event: " + event.name() + "\nid: " + position + "\ndata: " + event.json() + "\n\n");
    }

    /** The first of a stream. It has an id, so that who loses the connection at once has missed nothing either. */
    static byte[] welcome(FeedPosition position) {
        return bytes(": scores and alerts follow as they change\nretry: " + RECONNECT_AFTER.toMillis() + "\nid: "
                + position + "\n\n");
    }

    static byte[] heartbeat() {
        return bytes(": still here\n\n");
    }

    /** Something was or will be missed, and why. */
    static byte[] notice(String name, String reason) {
        return bytes("event: " + name + "\ndata: " + JsonText.of(Map.of("reason", reason)) + "\n\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
