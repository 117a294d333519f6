package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.serde.Json;
import io.riskmonitor.testing.RecordingServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The robots of WeCom, DingTalk and Feishu, against an HTTP server that checks signature and body as theirs do. */
class RobotChannelsIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-11-20T09:00:00.250Z"), ZoneOffset.UTC);
    private static final String SECRET = "SEC0123456789";
    private static final String YES = "{\"errcode\":0,\"errmsg\":\"ok\"}";

    private final RecordingServer server = RecordingServer.start();
    private final HttpPost http = new HttpPost();
    private final Channel wecom = new WeComChannel("wecom", server.uri("/cgi-bin/webhook/send?key=k"), http);
    private final Channel dingtalk =
            new DingTalkChannel("dingtalk", server.uri("/robot/send?access_token=t"), SECRET, http, CLOCK);
    private final Channel feishu = new FeishuChannel("feishu", server.uri("/hook/h"), SECRET, http, CLOCK);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSendTextToWeCom() throws IOException {
        server.then(200, YES);
        assertThat(wecom.send(Messages.chinese(), "")).isEqualTo(new Attempt.Taken("errcode 0: ok"));
        assertThat(server.requests().get(0).uri()).hasToString("/cgi-bin/webhook/send?key=k");
        assertThat(Json.mapper().readTree(server.requests().get(0).body()))
                .isEqualTo(Json.mapper()
                        .readTree("{\"msgtype\":\"text\",\"text\":{\"content\":\"三名中资企业高管遇害。\\n来源：联合国安理会\"}}"));
    }

    @Test
    void shouldKeepToWeComsBytesWhenTheTextIsLong() throws IOException {
        server.then(200, YES);
        wecom.send(Messages.message("k", Language.ZH, "s", "险".repeat(1000), List.of()), "");
        String sent = Json.mapper()
                .readTree(server.requests().get(0).body())
                .at("/text/content")
                .asText();
        assertThat(sent.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2040, 2048);
        assertThat(sent).endsWith("险…");
    }

    @Test
    void shouldSignForDingTalkInTheAddress() throws GeneralSecurityException {
        server.then(200, YES);
        assertThat(dingtalk.send(Messages.chinese(), "")).isInstanceOf(Attempt.Taken.class);

        String millis = Long.toString(CLOCK.millis());
        String query = server.requests().get(0).uri().getRawQuery();
        assertThat(query).startsWith("access_token=t&timestamp=" + millis + "&sign=");
        String sign = URLDecoder.decode(query.substring(query.indexOf("&sign=") + 6), StandardCharsets.UTF_8);
        assertThat(sign).isEqualTo(hmac(SECRET, millis + "\n" + SECRET));
        assertThat(server.requests().get(0).body()).startsWith("{\"msgtype\":\"text\",\"text\":{\"content\":\"三名");
    }

    @Test
    void shouldSignForFeishuInTheBody() throws IOException, GeneralSecurityException {
        server.then(200, "{\"code\":0,\"msg\":\"success\"}");
        assertThat(feishu.send(Messages.chinese(), "")).isEqualTo(new Attempt.Taken("code 0: success"));

        String seconds = Long.toString(CLOCK.instant().getEpochSecond());
        assertThat(Json.mapper().readTree(server.requests().get(0).body()))
                .isEqualTo(Payloads.object()
                        .put("timestamp", seconds)
                        .put("sign", hmac(seconds + "\n" + SECRET, ""))
                        .put("msg_type", "text")
                        .set(
                                "content",
                                Payloads.object().put("text", Messages.chinese().text())));
    }

    @ParameterizedTest
    @CsvSource({
        "wecom, 93000, invalid webhook url, refused",
        "wecom, 45009, api freq out of limit, failed",
        "dingtalk, 310000, sign not match, refused",
        "dingtalk, 130101, send too fast, failed",
        "feishu, 19021, sign match fail, refused",
        "feishu, 11232, frequency limited, failed"
    })
    void shouldTakeAFriendly200ForANoWhenTheCodeSaysNo(String robot, int code, String words, String outcome) {
        boolean isFeishu = robot.equals("feishu");
        server.then(
                200,
                isFeishu
                        ? "{\"code\":" + code + ",\"msg\":\"" + words + "\"}"
                        : "{\"errcode\":" + code + ",\"errmsg\":\"" + words + "\"}");
        Attempt attempt = robot(robot).send(Messages.chinese(), "");
        assertThat(attempt.detail()).endsWith(code + ": " + words);
        assertThat(attempt).isInstanceOf(outcome.equals("refused") ? Attempt.Refused.class : Attempt.Failed.class);
    }

    @Test
    void shouldLeaveDingTalkAloneForTenMinutesWhenItIsSentTooMuch() {
        server.then(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
        assertThat(dingtalk.send(Messages.chinese(), ""))
                .isEqualTo(new Attempt.Failed("errcode 130101: send too fast", Duration.ofMinutes(10)));
    }

    @Test
    void shouldNotTakeALoginPageForAYesWhenAProxyAnswers() {
        server.then(200, "<html>please log in</html>");
        assertThat(wecom.send(Messages.chinese(), "")).isInstanceOf(Attempt.Failed.class);
    }

    @Test
    void shouldNotSendRobotsMoreThanTwentyAMinute() {
        assertThat(List.of(wecom, dingtalk, feishu))
                .allSatisfy(robot -> assertThat(robot.perMinute()).isEqualTo(20));
    }

    private Channel robot(String name) {
        return List.of(wecom, dingtalk, feishu).stream()
                .filter(robot -> robot.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the robots' servers compute, written without the code under test. */
    private static String hmac(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
