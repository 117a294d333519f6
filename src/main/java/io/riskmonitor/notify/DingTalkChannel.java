package io.riskmonitor.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * A robot of DingTalk (钉钉) that wants its calls signed: HMAC-SHA256 with the secret over milliseconds, line feed and
 * secret, in Base64, both added to the address. At most 20 messages a minute; a robot that is sent more keeps silent for
 * ten minutes. Messages have at most 20,000 bytes.
 *
 * @see <a href="https://open.dingtalk.com/document/robots/customize-robot-security-settings">signing</a>
 */
final class DingTalkChannel implements Channel {
    static final int MOST_BYTES = 16_000;
    /** As many as fit whole. */
    static final int MOST_ALERTS = 20;

    /** 130101: too many messages; -1: system busy. */
    private static final RobotAnswer ANSWER =
            new RobotAnswer("errcode", "errmsg", Set.of(130101, -1), Duration.ofMinutes(10));

    private final String name;
    private final URI uri;
    private final String secret;
    private final HttpPost http;
    private final Clock clock;

    /** @param uri with its {@code access_token} */
    DingTalkChannel(String name, URI uri, String secret, HttpPost http, Clock clock) {
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
        ObjectNode body = Payloads.object().put("msgtype", "text");
        body.putObject("text").put("content", TextLimit.bytes(message.text(), MOST_BYTES));
        return http.send(
                signed(Long.toString(clock.millis())),
                Payloads.bytes(body),
                Map.of(WebhookChannel.IDEMPOTENCY_KEY, message.key()),
                ANSWER::judge);
    }

    private URI signed(String millis) {
        String sign = Base64.getEncoder().encodeToString(Hmac.sha256(secret, millis + "\n" + secret));
        return URI.create(uri + (uri.getQuery() == null ? "?" : "&") + "timestamp=" + millis + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }
}
