package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.serde.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the Alertmanager of the machine ({@code apt-get install prometheus-alertmanager}). */
class AlertmanagerChannelIT {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/prometheus-alertmanager"), Path.of("/usr/bin/alertmanager"));

    private final HttpClient client = HttpClient.newHttpClient();
    private Process alertmanager;
    private URI base;
    private Channel channel;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("none of " + PROGRAMS + " is there");
        }
        Assumptions.assumeTrue(program != null, "Alertmanager is not installed");
        Path config = Files.writeString(
                directory.resolve("alertmanager.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port + "/");
        alertmanager = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        channel = new AlertmanagerChannel("alertmanager", base, new HttpPost());
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> get("-/ready").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        if (alertmanager != null) {
            alertmanager.destroyForcibly();
        }
    }

    @Test
    void shouldShowAnAlertWhileItLastsAndResolveItWhenItIsOver() throws Exception {
        assertThat(channel.send(message(Messages.notice(null)), "")).isInstanceOf(Attempt.Taken.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> alerts().size() == 1);
        JsonNode alert = alerts().get(0);
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("TARGETED");
        assertThat(alert.at("/annotations/summary").asText()).isEqualTo("Radisson Blu");
        assertThat(alert.at("/status/state").asText()).isEqualTo("active");
        assertThat(alert.at("/generatorURL").asText()).endsWith("/api/v1/alerts/a-1");
        assertThat(Instant.parse(alert.at("/startsAt").asText())).isEqualTo(Instant.parse("2015-11-20T07:00:00Z"));

        channel.send(message(Messages.notice(null)), "");
        assertThat(alerts()).as("the same alert told twice").hasSize(1);

        assertThat(channel.send(message(Messages.notice(Instant.parse("2015-11-21T07:00:00Z"))), ""))
                .isInstanceOf(Attempt.Taken.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> alerts().isEmpty());
    }

    @Test
    void shouldBeRefusedWhenAnAlertHasNoLabels() {
        Notice nameless = new Notice(Map.of(), Map.of(), Instant.parse("2015-11-20T07:00:00Z"), null);
        assertThat(channel.send(message(nameless), ""))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.detail()).startsWith("HTTP 400"));
    }

    private static Message message(Notice notice) {
        return Messages.message("k", Language.EN, "s", "t", List.of(notice));
    }

    private JsonNode alerts() throws IOException, InterruptedException {
        return Json.mapper().readTree(get("api/v2/alerts").body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
