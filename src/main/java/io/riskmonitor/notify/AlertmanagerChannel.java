package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.serde.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus Alertmanager, API v2. An alert is told by its labels; one that is over is sent again with its end, and is
 * resolved. While it lasts its end lies far ahead, or Alertmanager would resolve it after five minutes of silence: this
 * monitor speaks when something changes, not every minute.
 */
final class AlertmanagerChannel implements Channel {
    /** Long enough for any condition; the monitor says when it is over. */
    private static final Instant NOT_YET = Instant.parse("9999-01-01T00:00:00Z");

    private final String name;
    private final URI uri;
    private final HttpPost http;

    /** @param base where Alertmanager is served, such as {@code http://127.0.0.1:9093} */
    AlertmanagerChannel(String name, URI base, HttpPost http) {
        this.name = name;
        this.uri = URI.create(base.toString().replaceAll("/+$", "") + "/api/v2/alerts");
        this.http = http;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt send(Message message, String to) {
        ArrayNode alerts = Json.mapper().createArrayNode();
        for (Notice notice : message.notices()) {
            alerts.add(alert(notice));
        }
        if (alerts.isEmpty()) {
            return new Attempt.Taken("nothing that Alertmanager keeps a list of");
        }
        return http.send(
                uri,
                Payloads.bytes(alerts),
                Map.of(WebhookChannel.IDEMPOTENCY_KEY, message.key()),
                answer -> new Attempt.Taken("taken"));
    }

    private static ObjectNode alert(Notice notice) {
        ObjectNode alert = Payloads.object();
        alert.set("labels", strings(notice.labels()));
        alert.set("annotations", strings(notice.annotations()));
        alert.put("startsAt", notice.since().toString());
        alert.put("endsAt", end(notice.until()).toString());
        String link = notice.annotations().get("link");
        if (link != null) {
            alert.put("generatorURL", link);
        }
        return alert;
    }

    private static Instant end(@Nullable Instant until) {
        return until == null ? NOT_YET : until;
    }

    private static ObjectNode strings(Map<String, String> map) {
        ObjectNode object = Payloads.object();
        new TreeMap<>(map).forEach(object::put);
        return object;
    }
}
