package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.Tool;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's way from a replay to past years in Prometheus, command by command, with the machine's own Prometheus. */
class OpenMetricsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REPLAY =
            "java -jar target/mali-risk-monitor.jar replay --history --as-known --from 2012-01-01";

    @TempDir
    private Path dir;

    /** The README's command that begins so, in the test's folder and of the span that the test needs. */
    private List<String> command(String beginning, String port) throws IOException {
        String line = Files.readString(Path.of("README.md"))
                .lines()
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.replaceAll("\\s+#.*", "")
                        .replace("2012-01-01", "2015-11-01")
                        .replace("2020-10-31", "2015-12-31")
                        .replace("replay-2012", dir.resolve("replay-2012").toString())
                        .replace("past-blocks", dir.resolve("past-blocks").toString())
                        .replace("9091", port)
                        .split("\\s+", -1))
                .toList();
    }

    @Test
    void shouldShowThePastInPrometheusByTheCommandsOfTheReadme() throws Exception {
        Tool.named("promtool", "prometheus");
        Tool.named("prometheus", "prometheus");
        List<String> replay = command(REPLAY, "");
        List<String> arguments = new ArrayList<>(replay.subList(3, replay.size()));
        arguments.addAll(List.of("--data-dir", dir.resolve("data").toString()));
        MonitorJar.quick().run(arguments.toArray(String[]::new)).succeeded();

        Process blocks = start(command("promtool", ""));
        assertThat(blocks.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(blocks.exitValue())
                .as(Files.readString(dir.resolve("log.txt")))
                .isZero();

        String port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = Integer.toString(socket.getLocalPort());
        }
        Process prometheus = start(command("prometheus", port));
        try {
            Rest api = new Rest("http://127.0.0.1:" + port);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> api.get("/-/ready").status() == 200);
            assertThat(score(api, "2015-11-20T00:00:00Z")).isLessThan(score(api, "2015-11-22T00:00:00Z"));
            Dashboard history = Dashboard.all().stream()
                    .filter(dashboard -> dashboard.name().equals("40-history.json"))
                    .findFirst()
                    .orElseThrow();
            // Half an hour after a moment of the replay, on the day of the attack.
            for (Dashboard.Query query : history.queries()) {
                if (query.panel().startsWith("variable ")) {
                    continue; // Grafana asks for series of the whole time shown, not for values of a moment
                }
                assertThat(answer(api, query.filledIn(), "2015-11-20T00:30:00Z"))
                        .as(query.toString())
                        .isNotEmpty();
            }
            String events = history.json().at("/annotations/list/0/expr").asText();
            assertThat(answer(api, events, "2015-11-20T00:00:00Z").findValuesAsText("event"))
                    .containsExactly("Attack on the Radisson Blu, Bamako");
            assertThat(answer(api, events, "2015-11-21T00:00:00Z")).isEmpty();
        } finally {
            prometheus.destroyForcibly();
        }
    }

    /** Of Bamako, before and after the attack on the Radisson Blu hotel. */
    private static double score(Rest api, String at) {
        JsonNode result = answer(api, "risk_region_score{region=\"bamako\"}", at);
        assertThat(result).hasSize(1);
        return result.get(0).get("value").get(1).asDouble();
    }

    private static JsonNode answer(Rest api, String expression, String at) {
        JsonNode json = api.get(
                        "/api/v1/query?time=" + at + "&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .json();
        assertThat(json.get("status").asText())
                .as("%s: %s", expression, json.path("error").asText())
                .isEqualTo("success");
        return json.get("data").get("result");
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(dir.resolve("log.txt").toFile()))
                .start();
    }
}
