package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * A robot of Feishu (飞书) that wants its calls signed. The signature is HMAC-SHA256 of nothing with seconds, line feed and
 * secret as the <em>key</em>, in Base64, and stands in the body. Feishu takes 100 messages a minute and robots of a group
 * share that; 20 are kept to, as with the others. Bodies have at most 20 kB.
 *
 * @see <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">custom robots</a>
 */
final class FeishuChannel implements Channel {
    static final int MOST_BYTES = 16_000;
    /** As many as fit whole. */
    static final int MOST_ALERTS = 20;

    /** 11232: too many messages; 11233: system busy. */
    private static final RobotAnswer ANSWER =
            new RobotAnswer("code", "msg", Set.of(11232, 11233), Duration.ofMinutes(1));

    private final String name;
    private final URI uri;
    private final String secret;
    private final HttpPost http;
    private final Clock clock;

    FeishuChannel(String name, URI uri, String secret, HttpPost http, Clock clock) {
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
    public int perMinute() {
        return 20;
    }

    @Override
    public int mostAlerts() {
        return MOST_ALERTS;
    }

    @Override
    public Attempt send(Message message, String to) {
        String seconds = Long.toString(clock.instant().getEpochSecond());
        ObjectNode body = Payloads.object()
                .put("timestamp", seconds)
                .put("sign", Base64.getEncoder().encodeToString(Hmac.sha256(seconds + "\n" + secret, "")))
                .put("msg_type", "text");
        body.putObject("content").put("text", TextLimit.bytes(message.text(), MOST_BYTES));
        return http.send(
                uri, Payloads.bytes(body), Map.of(WebhookChannel.IDEMPOTENCY_KEY, message.key()), ANSWER::judge);
    }
}
