package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.RecordingServer;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kinds: [TARGETED]|projects: [n-sukkala]|:5: .*projects.*'n-sukkala' .*is unknown",
                "http://127.0.0.1:9/in|https//desk|:3: .*url.*is not an address",
                "type: WEBHOOK, url: \"http://127.0.0.1:9/in\", secret: \"file:secret\"|type: EMAIL, host: 127.0.0.1, port: 9,"
                        + " security: NONE, from: m@example.org|:3: .*host: 127\\.0\\.0\\.1:9 cannot be reached"
            })
    void shouldRefuseToStartWithAnUnknownProjectAMalformedAddressOrADeadMailServer(
            String right, String wrong, String told) throws IOException {
        Path file = Path.of(subscriptions(URI.create("http://127.0.0.1:9/in"), "TARGETED"));
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
        refuse("subscriptions\\.yaml" + told, "--subscriptions", file.toString());
    }

    @Test
    void shouldRefuseToStartWhenARuleClearsWhereItRaises() throws IOException {
        Path file = dir.resolve("rules.yaml");
        try (InputStream in = KilledDeliveryIT.class.getResourceAsStream("/io/riskmonitor/alert-rules.yaml")) {
            String rules = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rules).contains("clear: {value: 52,");
            Files.writeString(file, rules.replace("clear: {value: 52,", "clear: {value: 60,"));
        }
        refuse(
                "rules\\.yaml:\\d+: rules\\[4\\]\\.clear: .*60 is not below raise, 60",
                "--alert-rules",
                file.toString());
    }

    private void refuse(String told, String option, String file) {
        MonitorJar.Outcome outcome =
                JAR.run("run", "--data-dir", dir.resolve("data").toString(), option, file);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).containsPattern(told);
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
