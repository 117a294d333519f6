package io.riskmonitor.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;

/**
 * JSON to any address. The signature is over {@code timestamp + "." + body} with HMAC-SHA256, in hex; a receiver refuses
 * a timestamp more than five minutes off, and so a message that was recorded and sent again by somebody else.
 */
final class WebhookChannel implements Channel {
    static final String TIMESTAMP = "X-Risk-Timestamp";
    static final String SIGNATURE = "X-Risk-Signature";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final String name;
    private final URI uri;
    private final String secret;
    private final HttpPost http;
    private final Clock clock;

    WebhookChannel(String name, URI uri, String secret, HttpPost http, Clock clock) {
        this.name = name;
        this.uri = uri;
        this.secret = secret;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Attempt send(Message message, String to) {
        return post(http, uri, Payloads.bytes(message.payload()), message.key(), secret, clock);
    }

    /** Posts a signed body; any 2xx answer is a yes. */
    static Attempt post(HttpPost http, URI uri, byte[] body, String key, String secret, Clock clock) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return http.send(
                uri,
                body,
                Map.of(
                        IDEMPOTENCY_KEY,
                        key,
                        TIMESTAMP,
                        timestamp,
                        SIGNATURE,
                        "sha256=" + HexFormat.of().formatHex(Hmac.sha256(secret, signed(timestamp, body)))),
                answer -> new Attempt.Taken("taken"));
    }

    private static byte[] signed(String timestamp, byte[] body) {
        byte[] head = (timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
