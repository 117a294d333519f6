package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.testing.Compose;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file's services really start, without Grafana, whose image cannot be had everywhere, and work together. */
class ComposeIT {
    /** Six JVMs may have to share two processors with others. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int BETWEEN_KILLS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AIMED = """
            {"id":"aimed","type":"THREAT","date":"%s","lat":14.04,"lon":-6.11,"targets":["CHINESE_NATIONALS"]}""";

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Test
    void shouldShowScoresAndAlertsEverywhereWhenOneOfEachRuns() {
        try (Compose stack = new Compose("single")) {
            stack.up("monitor", "prometheus", "alertmanager", "kafka");
            stack.awaitHealthy("kafka", "monitor", "prometheus", "alertmanager");
            String address = stack.monitors().values().iterator().next();
            assertThat(new Rest(address).get("/api/v1/regions").status()).isEqualTo(401);
            assertThat(new Rest(address).getWith("/", "Accept", "text/html").body())
                    .contains("signin.js");

            Rest desk = new Rest(address, stack.token("you", "admin"));
            assertThat(desk.get("/").body()).contains("/api/v1/regions/mopti");
            assertThat(desk.post("/api/v1/incidents", Rest.JSON, AIMED.formatted(today()))
                            .status())
                    .isEqualTo(201);
            await().atMost(PATIENCE)
                    .until(() -> get(stack, "alertmanager", "http://127.0.0.1:9093/api/v2/alerts")
                            .findValuesAsText("alertname")
                            .contains("TARGETED"));
            await().atMost(PATIENCE).until(() -> value(stack, "risk_project_score{project=\"n-sukala\"}") > 0);
            assertThat(value(stack, "min(up)")).isEqualTo(1);
            // A rule of ours about the monitor itself takes the same way.
            assertThat(get(stack, "prometheus", "http://127.0.0.1:9090/api/v1/alertmanagers")
                            .at("/data/activeAlertmanagers")
                            .size())
                    .isEqualTo(1);
            assertThat(stack.exec("monitor", "cat", "/secrets/grafana-admin").strip())
                    .hasSize(32);
        }
    }

    @Test
    void shouldLoseNothingAndCountNothingTwiceWhenABrokerAndAMonitorAreKilled(@TempDir Path dir) {
        try (Compose stack = new Compose("cluster", "cluster")) {
            stack.up("--scale", "monitor=3", "kafka-1", "kafka-2", "kafka-3", "monitor");
            stack.awaitHealthy("kafka-1", "kafka-2", "kafka-3", "monitor");
            String token = stack.token("desk", "admin");
            List<String> containers = stack.ids("monitor");
            assertThat(containers).hasSize(3);
            List<Rest> apis = apis(stack, token);

            try (Flow flow = new Flow(apis)) {
                flow.awaitMore(BETWEEN_KILLS);
                stack.kill(stack.ids("kafka-2").get(0));
                flow.awaitMore(BETWEEN_KILLS);
                stack.kill(containers.get(0));
                flow.awaitMore(BETWEEN_KILLS);
                flow.stop();
                // One that ended by itself and was started again has another port.
                List<Rest> left = apis(stack, token);
                assertThat(left).hasSize(2);

                try (MonitorJar.Running alone =
                        MonitorJar.quick().start("run", "--data-dir", dir.toString(), "--http-port", "0")) {
                    Rest reference = new Rest(alone.address());
                    assertThat(reference
                                    .post("/api/v1/incidents", Rest.JSON, "[" + String.join(",", flow.entered()) + "]")
                                    .status())
                            .isEqualTo(201);
                    Set<String> all = Scores.of(reference).keySet();
                    await().atMost(PATIENCE).untilAsserted(() -> requireSame(left, reference, all));
                }
            }
        }
    }

    /** Those monitors that run. */
    private static List<Rest> apis(Compose stack, String token) {
        return stack.monitors().values().stream()
                .map(address -> new Rest(address, token))
                .toList();
    }

    /** All of them together export each subject once, and each says of all what the reference says. */
    private static void requireSame(List<Rest> apis, Rest reference, Set<String> all) {
        try {
            List<String> exported = new ArrayList<>();
            apis.forEach(api -> exported.addAll(Scores.exported(api)));
            assertThat(exported).containsExactlyInAnyOrderElementsOf(all);
            apis.forEach(api -> Scores.assertSame(Scores.of(api), reference));
        } catch (UncheckedIOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** Incidents that are entered one after the other, by turns at each monitor, until one takes it. */
    private static final class Flow implements AutoCloseable {
        private final List<Rest> apis;
        private final Random random = new Random(6);
        private final List<String> entered = new ArrayList<>();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread = new Thread(this::enter, "flow");

        Flow(List<Rest> apis) {
            this.apis = apis;
            thread.start();
        }

        private void enter() {
            while (!stopped.get()) {
                String entry = String.format(
                        Locale.ROOT,
                        "{\"id\":\"f%d\",\"type\":\"ARMED_CLASH\",\"date\":\"%s\",\"lat\":%.3f,\"lon\":%.3f,\"deaths\":%d}",
                        count.get(),
                        today().minusDays(1 + random.nextInt(60)),
                        12 + 4 * random.nextDouble(),
                        -9 + 7 * random.nextDouble(),
                        random.nextInt(6));
                entered.add(entry);
                int turn = count.get();
                // As a person does who gets no answer: the same entry again, elsewhere. It is one all the same.
                while (!taken(apis.get(turn % apis.size()), entry) && !thread.isInterrupted()) {
                    turn++;
                }
                count.incrementAndGet();
            }
        }

        private static boolean taken(Rest api, String entry) {
            try {
                return api.post("/api/v1/incidents", Rest.JSON, entry).status() == 201;
            } catch (UncheckedIOException e) {
                return false;
            }
        }

        void awaitMore(int more) {
            int wanted = count.get() + more;
            await().atMost(PATIENCE).until(() -> count.get() >= wanted);
        }

        List<String> entered() {
            return entered;
        }

        void stop() {
            stopped.set(true);
            await().atMost(PATIENCE).until(() -> !thread.isAlive());
            assertThat(new HashSet<>(entered)).hasSize(count.get());
        }

        @Override
        public void close() {
            stopped.set(true);
            thread.interrupt();
        }
    }

    private static double value(Compose stack, String query) {
        JsonNode result = get(
                        stack,
                        "prometheus",
                        "http://127.0.0.1:9090/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .at("/data/result");
        return result.isEmpty() ? Double.NaN : result.at("/0/value/1").asDouble();
    }

    private static JsonNode get(Compose stack, String service, String url) {
        try {
            return JSON.readTree(stack.exec(service, "wget", "-q", "-O", "-", url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
