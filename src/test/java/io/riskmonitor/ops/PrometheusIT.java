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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's own Prometheus scrapes the running demo; what the dashboards ask it is answered. */
class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Where the deployed configuration finds the monitors, and what it shows them. */
    private static final String STACK = """
                authorization:
                  credentials_file: /secrets/viewer-token
                dns_sd_configs:
                  - names: [monitor]
                    type: A
                    port: 8080
                    refresh_interval: 15s
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static MonitorJar.Running demo;

    /** The demo tells nobody of alerts: what deliveries say of themselves comes from a monitor that does. */
    @SuppressWarnings("NullAway.Init")
    private static MonitorJar.Running telling;

    @SuppressWarnings("NullAway.Init")
    private static Process prometheus;

    @SuppressWarnings("NullAway.Init")
    private static Rest api;

    @BeforeAll
    static void start() throws IOException {
        Path program = Tool.named("prometheus", "prometheus");
        demo = MonitorJar.quick()
                .start("demo", "--data-dir", dir.resolve("data").toString(), "--http-port", "0", "--every", "1");
        URI address = URI.create(demo.address());
        String target = address.getHost() + ":" + address.getPort();
        telling = telling();
        // The very file that is deployed, but for the pace, and the demo in the place of the stack's containers, which
        // ComposeIT has.
        String deployed = Files.readString(Path.of("src/ops/prometheus/prometheus.yml"));
        assertThat(deployed).contains("scrape_interval: 15s").contains(STACK);
        Path config = Files.writeString(
                dir.resolve("prometheus.yml"),
                deployed.replace(STACK, """
                                    static_configs:
                                      - targets: ["%s"]
                                """.formatted(target)).replace("interval: 15s", "interval: 1s")
                        + """
                          - job_name: deliveries
                            static_configs:
                              - targets: ["%s"]
                            metric_relabel_configs:
                              - {source_labels: [__name__], regex: "alert_.*", action: keep}
                        """.formatted(URI.create(telling.address()).getAuthority()));
        copyRulesBeside(config);
        int port = freePort();
        prometheus = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + dir.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(dir.resolve("prometheus.log").toFile()))
                .start();
        api = new Rest("http://127.0.0.1:" + port);
        Path refused = Files.writeString(
                dir.resolve("refused.csv"), "id,type,occurred_from,lat,lon\nx-1,ARMED_CLASH,not a date,13.5,-5.1\n");
        MonitorJar.quick()
                .run(
                        "ingest",
                        "desk",
                        refused.toString(),
                        "--data-dir",
                        dir.resolve("data").toString())
                .succeeded();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !answer("up == 1").isEmpty());
    }

    private static MonitorJar.Running telling() throws IOException {
        Files.writeString(dir.resolve("secret"), "s3cret");
        Path subscriptions = Files.writeString(dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: hook, type: WEBHOOK, url: "http://127.0.0.1:9/", secret: "file:secret"}
                subscriptions:
                  - {id: officer, role: risk-officer, language: zh, channels: [{channel: hook}],
                     digest: {below: HIGH, at: "07:30"}, budget: {perWeek: 10, reserve: 3, reserveLevel: CRITICAL}}
                """);
        return MonitorJar.quick()
                .start(
                        "run",
                        "--data-dir",
                        dir.resolve("telling").toString(),
                        "--http-port",
                        "0",
                        "--subscriptions",
                        subscriptions.toString());
    }

    private static void copyRulesBeside(Path config) throws IOException {
        Path rules = Files.createDirectories(config.resolveSibling("rules"));
        try (Stream<Path> files = Files.list(Path.of("src/ops/prometheus/rules"))) {
            for (Path file : files.toList()) {
                Files.copy(file, rules.resolve(file.getFileName()));
            }
        }
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.destroyForcibly();
        }
        if (demo != null) {
            demo.close();
        }
        if (telling != null) {
            telling.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode answer(String expression) {
        JsonNode json = api.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .json();
        assertThat(json.get("status").asText())
                .as("%s: %s", expression, json.path("error").asText())
                .isEqualTo("success");
        return json.get("data").get("result");
    }

    static List<Dashboard.Query> queries() {
        return Dashboard.all().stream().flatMap(d -> d.queries().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldAnswerWhatEachPanelAsks(Dashboard.Query query) {
        if (query.panel().startsWith("annotation ")) {
            answer(query.filledIn()); // most of the time there is nothing to tell: it has to be understood
            return;
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answer(query.filledIn()))
                        .as(query.toString())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "risk_region_score{region=\"mopti\"}",
                "risk_region_hazard{region=\"mopti\",horizon=\"7d\"}",
                "risk_region_incident_probability{region=\"mopti\",days=\"30\"}",
                "risk_project_score{project=\"n-sukala\",sector!=\"\",region=\"segou\",lat!=\"\",lon!=\"\"}",
                "risk_project_hazard_score{project=\"n-sukala\"}",
                "risk_project_incident_probability{project=\"n-sukala\",days=\"30\"}",
                "report_revisions_total{source=\"history\",type=\"ABDUCTION\"}",
                "report_revisions_total{source=\"simulated\"}",
                "feed_last_success_timestamp_seconds{source=\"history\"}",
                "risk_feed_last_record_timestamp_seconds{feed=\"history\"}",
                "risk_feed_usual_gap_seconds{feed=\"history\"} > 0",
                "risk_feed_stale{feed=\"history\"} == 0",
                "risk_region_unknown{region=\"mopti\"} == 0",
                "dead_letters_total{source=\"desk\",reason!=\"\"}",
                "records_unreadable_total{topic=\"report-revisions\"} == 0",
                "data_disk_free_bytes > 0",
                "data_disk_full == 0",
                "alerts_total{kind!=\"\",level!=\"\"} > 0",
                "alerts_open{level=\"HIGH\"}",
                "alerts_unacknowledged{level=\"CRITICAL\"}",
                "alerts_held{status=\"RECALLED\"}",
                "alerts_taken{when=\"LATE\"}",
                "alerts_judged{disposition=\"NOT_RELEVANT\"} == 0",
                "risk_region_incidents{region!=\"\",type!=\"\",source=\"simulated\"}",
                "risk_region_location{region=\"mopti\",lat!=\"\",lon!=\"\"} == 1",
                "alert_deliveries_total{channel=\"hook\",outcome=\"sent\"}",
                "alert_channel_down{channel=\"hook\"} == 0",
                "alert_budget_used{recipient=\"officer\"} == 0",
                "alert_budget_messages{recipient=\"officer\"} == 10",
                "alert_delivery_seconds_bucket",
                "report_to_score_seconds_bucket",
                "kafka_stream_thread_process_total",
                "jvm_memory_used_bytes"
            })
    void shouldHaveTheMetricsOfTheDesign(String series) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answer(series)).as(series).isNotEmpty());
    }

    @Test
    void shouldHaveEveryMetricAndLabelThatDashboardsAndRulesName() {
        List<String> expressions = Stream.concat(
                        queries().stream().map(Dashboard.Query::expression),
                        rules().map(rule -> rule.get("query").asText()))
                .toList();

        assertThat(expressions)
                .hasSizeGreaterThan(60)
                .allSatisfy(promql -> await(promql).atMost(PATIENCE).untilAsserted(() -> {
                    PromqlNames names = PromqlNames.in(promql);
                    Set<String> labels = new TreeSet<>();
                    names.metrics().forEach(metric -> labels.addAll(labelsOf(metric)));
                    assertThat(labels).containsAll(names.labels());
                }));
    }

    /** The labels of a metric that is there; its name leads them. */
    private static Set<String> labelsOf(String metric) {
        JsonNode series = answer(metric);
        assertThat(series).as(metric).isNotEmpty();
        Set<String> labels = new TreeSet<>();
        series.forEach(s -> s.get("metric").fieldNames().forEachRemaining(labels::add));
        return labels;
    }

    @Test
    void shouldEvaluateEveryRuleAndAlertOfNothing() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rules()).hasSize(20).allSatisfy(rule -> {
                    assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok");
                    assertThat(rule.path("state").asText()).as(rule.toString()).isNotEqualTo("firing");
                }));
    }

    private static Stream<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        api.get("/api/v1/rules")
                .json()
                .at("/data/groups")
                .forEach(group -> group.get("rules").forEach(rules::add));
        return rules.stream();
    }

    @Test
    void shouldExportEachSubjectOnce() {
        assertThat(answer("count(risk_region_score) by (region) > 1")).isEmpty();
        assertThat(answer("count(risk_project_score) by (project) > 1")).isEmpty();
        assertThat(answer("count(risk_region_score) == 9")).isNotEmpty();
    }

    @Test
    void shouldHaveNoValueWhereARiskIsNotKnown() {
        Set<String> unknown = new TreeSet<>();
        answer("risk_project_unknown == 1")
                .forEach(s -> unknown.add(s.get("metric").get("project").asText()));

        assertThat(unknown).contains("startimes-villages");
        assertThat(answer("risk_project_score and on (project) (risk_project_unknown == 1)"))
                .isEmpty();
    }

    @Test
    void shouldBeReadyForTheComposeFilesHealthCheck() throws IOException, InterruptedException {
        List<String> check = ComposeFileTest.healthCheck("monitor");
        Process process = new ProcessBuilder(check.stream()
                        .map(part -> part.replace(
                                "8080",
                                String.valueOf(URI.create(demo.address()).getPort())))
                        .toList())
                .start();

        assertThat(process.waitFor()).isZero();
    }
}
