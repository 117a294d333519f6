package io.riskmonitor.notify;

import java.net.URI;
import java.time.Clock;

/**
 * One short message by whatever gateway takes {@code {"to": …, "text": …, "key": …}}, signed as a webhook is.
 */
final class SmsChannel implements Channel {
    private final String name;
    private final URI uri;
    private final String secret;
    private final HttpPost http;
    private final Clock clock;

    SmsChannel(String name, URI uri, String secret, HttpPost http, Clock clock) {
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
        byte[] body = Payloads.bytes(Payloads.object()
                .put("to", to)
                .put("text", SmsText.of(message.brief(), message.link()))
                .put("key", message.key()));
        return WebhookChannel.post(http, uri, body, message.key(), secret, clock);
    }
}
