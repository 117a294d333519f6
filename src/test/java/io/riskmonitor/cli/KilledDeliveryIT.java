package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.RecordingServer;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hard kill between sending a message and recording that: it comes again, and the receiver can tell that it is the same. */
class KilledDeliveryIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path dir;

    @Test
    void shouldSendAgainWithTheSameKeyWhenKilledBeforeTheAttemptIsRecorded() throws IOException {
        try (RecordingServer desk = RecordingServer.start()) {
            String file = subscriptions(desk.uri("/in"), "TARGETED");
            desk.hold();
            try (Running monitor = run(file)) {
                Rest.Answer entered = new Rest(monitor.address()).post("/api/v1/incidents", Rest.JSON, """
                        {"id":"attack","type":"ATTACK_ON_CIVILIANS","targets":["CHINESE_NATIONALS"],"date":"%s",
                         "lat":14.04,"lon":-6.11,"deaths":3}""".formatted(
                                LocalDate.now(ZoneOffset.UTC).minusDays(1)));
                assertThat(entered.status()).isEqualTo(201);
                await().atMost(PATIENCE).until(() -> desk.requests().size() == 1);
                monitor.kill();
            }
            desk.release();
            try (Running monitor = run(file)) {
                Rest rest = new Rest(monitor.address());
                await().atMost(PATIENCE)
                        .until(() -> rest.get("/metrics")
                                .body()
                                .contains("alert_deliveries_total{channel=\"desk\",outcome=\"sent\"} 1.0"));
                List<String> keys = desk.requests().stream()
                        .map(request -> String.valueOf(request.header("Idempotency-Key")))
                        .toList();
                assertThat(keys).hasSize(2);
                assertThat(keys.get(1)).isEqualTo(keys.get(0));
            }
        }
    }

    @Test
    void shouldRefuseToStartWithFileLineAndReasonWhenSubscriptionsAreWrong() throws IOException {
        MonitorJar.Outcome outcome = JAR.run(
                "run",
                "--data-dir",
                dir.resolve("data").toString(),
                "--subscriptions",
                subscriptions(URI.create("http://127.0.0.1:9/in"), "WEATHER"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).containsPattern("subscriptions\\.yaml:5: .*WEATHER");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    private Running run(String subscriptions) {
        return JAR.start(
                "run",
                "--data-dir",
                dir.resolve("data").toString(),
                "--http-port",
                "0",
                "--subscriptions",
                subscriptions);
    }

    private String subscriptions(URI desk, String kind) throws IOException {
        Files.writeString(dir.resolve("secret"), "s3cret");
        return Files.writeString(dir.resolve("subscriptions.yaml"), """
                        version: 1
                        channels:
                          - {name: desk, type: WEBHOOK, url: "%s", secret: "file:secret"}
                        subscriptions:
                          - {id: wang, role: security, language: zh, kinds: [%s], channels: [{channel: desk}]}
                        """.formatted(desk, kind))
                .toString();
    }
}
