package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A group robot of WeCom (企业微信). The key in its address is its only secret. At most 20 messages a minute; a text of
 * at most 2,048 bytes.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">group robots</a>
 */
final class WeComChannel implements Channel {
    static final int MOST_BYTES = 2048;
    /** As many as fit whole, even if all are recalls on things with long names. */
    static final int MOST_ALERTS = 3;

    /** 45009: too many calls; -1: system busy. */
    private static final RobotAnswer ANSWER =
            new RobotAnswer("errcode", "errmsg", Set.of(45009, -1), Duration.ofMinutes(1));

    private final String name;
    private final URI uri;
    private final HttpPost http;

    WeComChannel(String name, URI uri, HttpPost http) {
        this.name = name;
        this.uri = uri;
        this.http = http;
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
        ObjectNode body = Payloads.object().put("msgtype", "text");
        body.putObject("text").put("content", TextLimit.bytes(message.text(), MOST_BYTES));
        return http.send(
                uri, Payloads.bytes(body), Map.of(WebhookChannel.IDEMPOTENCY_KEY, message.key()), ANSWER::judge);
    }
}
