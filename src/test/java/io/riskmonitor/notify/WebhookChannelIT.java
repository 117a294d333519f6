package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.testing.RecordingServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks and short messages, against an HTTP server that computes the signature by itself. */
class WebhookChannelIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2015-11-20T09:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "a secret of the tests";

    private final RecordingServer server = RecordingServer.start();
    private final HttpPost http = new HttpPost();
    private final Channel channel = new WebhookChannel("hook", server.uri("/in?team=desk"), SECRET, http, CLOCK);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSendSignedJsonWhenTheServerListens() throws GeneralSecurityException {
        assertThat(channel.send(Messages.chinese(), "")).isInstanceOf(Attempt.Taken.class);

        RecordingServer.Request request = server.requests().get(0);
        assertThat(request.uri()).hasToString("/in?team=desk");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.header("Idempotency-Key")).isEqualTo(Messages.KEY);
        assertThat(request.header("X-Risk-Timestamp"))
                .isEqualTo(Long.toString(CLOCK.instant().getEpochSecond()));
        assertThat(request.header("X-Risk-Signature")).isEqualTo("sha256=" + signature(request, SECRET));
        assertThat(request.body()).contains("\"subject\":\"【风险预警】巴马科：中资企业人员遇袭\"");
    }

    @Test
    void shouldSignDifferentlyWhenTimeOrBodyDiffer() {
        channel.send(Messages.chinese(), "");
        new WebhookChannel("hook", server.uri("/"), SECRET, http, Clock.offset(CLOCK, Duration.ofSeconds(1)))
                .send(Messages.chinese(), "");
        channel.send(Messages.message("other", Language.EN, "other", "other", List.of()), "");

        assertThat(server.requests().stream().map(r -> r.header("X-Risk-Signature")))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 408, 425, 429})
    void shouldTryAgainWhenTheServerMayRecover(int status) {
        server.then(status, "out of order", Map.of("Retry-After", "7"));
        assertThat(channel.send(Messages.chinese(), ""))
                .isEqualTo(new Attempt.Failed("HTTP " + status + ": out of order", Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422, 302})
    void shouldGiveUpWhenTheServerRefuses(int status) {
        server.then(status, "no", Map.of("Location", "/elsewhere"));
        assertThat(channel.send(Messages.chinese(), "")).isEqualTo(new Attempt.Refused("HTTP " + status + ": no"));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldTryAgainWithoutNamingTheSecretPathWhenNobodyListens() {
        URI gone = server.uri("/key-in-the-path");
        server.close();
        assertThat(new WebhookChannel("hook", gone, SECRET, http, CLOCK).send(Messages.chinese(), ""))
                .isInstanceOfSatisfying(
                        Attempt.Failed.class,
                        failed -> assertThat(failed.detail())
                                .contains("127.0.0.1")
                                .doesNotContain("key-in-the-path")
                                .doesNotContain(SECRET));
    }

    @Test
    void shouldSendOneShortMessageWhenTheChannelIsSms() throws GeneralSecurityException {
        Channel sms = new SmsChannel("sms", server.uri("/sms"), SECRET, http, CLOCK);
        assertThat(sms.send(Messages.chinese(), "+22300000000")).isInstanceOf(Attempt.Taken.class);

        RecordingServer.Request request = server.requests().get(0);
        assertThat(request.body())
                .isEqualTo(
                        "{\"to\":\"+22300000000\",\"text\":\"【风险预警】巴马科：中资企业人员遇袭\",\"key\":\"" + Messages.KEY + "\"}");
        assertThat(request.header("X-Risk-Signature")).isEqualTo("sha256=" + signature(request, SECRET));
    }

    /** What a receiver does, written without the code under test. */
    private static String signature(RecordingServer.Request request, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((request.header("X-Risk-Timestamp") + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8)));
    }
}
