package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.metrics.Exporter;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.Rest.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP surface over a running monitor: what the OpenAPI document says, and how faults are answered. */
class HttpApiIT {
    private static final String CLASH = """
            {"id":"%s","type":"ARMED_CLASH","date":"2026-01-05","lat":14.5,"lon":-4.2,"deaths":3,"headline":"A clash"}""";
    private static final String AIMED = """
            {"id":"aimed","type":"THREAT","date":"%s","lat":14.04,"lon":-6.11,"targets":["CHINESE_NATIONALS"]}""";
    private static final String AIMED_ALERT = "country.mali.targeted.chinese-interests.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path dataDir;

    @SuppressWarnings("NullAway.Init")
    private static LiveMonitor live;

    @SuppressWarnings("NullAway.Init")
    private static Exporter exporter;

    @SuppressWarnings("NullAway.Init")
    private static HttpApi api;

    @SuppressWarnings("NullAway.Init")
    private static Rest rest;

    @BeforeAll
    static void start() {
        live = new LiveMonitor(dataDir);
        exporter = new Exporter(live.monitor());
        api = new HttpApi(live.monitor(), HttpConfig.onLoopback(0), exporter::scrape, exporter.feeds(), "token");
        rest = new Rest(api.address());
        assertThat(enter(CLASH.formatted("standing")).status()).isEqualTo(201);
        assertThat(enter(AIMED.formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1)))
                        .status())
                .isEqualTo(201);
        live.monitor().settle();
        assertThat(rest.post(
                                "/api/v1/replays",
                                Rest.JSON,
                                "{\"input\":\"history\",\"from\":\"2015-11-01\",\"to\":\"2015-11-02\",\"name\":\"a-run\"}")
                        .status())
                .isEqualTo(202);
        await().atMost(1, TimeUnit.MINUTES)
                .until(() -> rest.get("/api/v1/replays/a-run")
                        .json()
                        .get("state")
                        .asText()
                        .equals("FINISHED"));
    }

    @AfterAll
    static void stop() {
        api.close();
        exporter.close();
        live.close();
    }

    static Set<String> documented() throws IOException {
        JsonNode paths = JSON.readTree(HttpApi.resource("openapi.json")).get("paths");
        Set<String> routes = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return routes;
    }

    @Test
    void shouldServeExactlyWhatIsDocumented() throws IOException {
        Set<String> served = api.routes().stream()
                .filter(route -> !route.contains(" /internal/") && !route.contains(" /desk/"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(served).isEqualTo(documented());
    }

    @ParameterizedTest
    @MethodSource("documented")
    void shouldAnswerEveryDocumentedReadWithTheTypeThatItDeclares(String route) throws IOException {
        String path = route.substring(route.indexOf(' ') + 1);
        if (!route.startsWith("GET ") || path.equals("/api/v1/stream") || path.equals("/api/v1/tokens")) {
            return;
        }
        String id = path.contains("/regions/")
                ? "mopti"
                : path.contains("/replays/")
                        ? "a-run"
                        : path.contains("/projects/")
                                ? "n-sukala"
                                : path.contains("/alerts/") ? AIMED_ALERT : "desk:standing";
        Answer answer = rest.get(path.replace("{id}", id));
        assertThat(answer.status()).isEqualTo(200);
        Set<String> declared = new TreeSet<>();
        JSON.readTree(HttpApi.resource("openapi.json"))
                .at("/paths/" + path.replace("/", "~1") + "/get/responses/200/content")
                .fieldNames()
                .forEachRemaining(declared::add);
        assertThat(declared).anySatisfy(type -> assertThat(answer.type()).startsWith(type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    | /nowhere                                    | 404
                    GET    | /api/v1/regions/atlantis                    | 404
                    GET    | /api/v1/projects/atlantis/explanation       | 404
                    GET    | /api/v1/projects/n-sukala/explanation?site=x | 404
                    GET    | /api/v1/incidents/desk:never                | 404
                    DELETE | /api/v1/incidents/desk:never                | 404
                    DELETE | /api/v1/projects/atlantis                   | 404
                    GET    | /api/v1/incidents/nocolon                   | 400
                    GET    | /api/v1/regions?at=yesterday                | 400
                    GET    | /api/v1/regions?when=2020-01-01             | 400
                    GET    | /api/v1/regions?movement=perhaps            | 400
                    GET    | /api/v1/incidents?limit=0                   | 400
                    GET    | /api/v1/incidents?limit=many                | 400
                    GET    | /api/v1/incidents?type=PICNIC               | 400
                    PUT    | /api/v1/regions                             | 405
                    DELETE | /api/v1/regions/mopti                       | 405
                    POST   | /api/v1/incidents                           | 415
                    POST   | /api/v1/projects                            | 415
                    GET    | /api/v1/stream                              | 406
                    GET    | /internal/dead-letters                      | 403
                    """)
    void shouldAnswerWithAProblemDocumentWhenARequestIsWrong(String method, String path, int status) {
        assertProblem(rest.call(method, path), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void shouldRefuseWhatABrowserSendsUnasked(String type) {
        assertProblem(rest.post("/api/v1/incidents", type, CLASH.formatted("forged")), 415);
        assertThat(rest.get("/api/v1/incidents/desk:forged").status()).isEqualTo(404);
    }

    @Test
    void shouldNameEveryFaultAndEnterNothingWhenOneOfSeveralEntriesIsWrong() {
        Answer answer = enter("[" + CLASH.formatted("good") + ","
                + CLASH.formatted("bad").replace("14.5", "145").replace("ARMED_CLASH", "PICNIC") + "]");
        assertProblem(answer, 422);
        JsonNode error = answer.json().get("errors").get(0);
        assertThat(error.get("row").asInt()).isEqualTo(2);
        assertThat(error.get("field").asText()).isIn("type", "lat");
        assertThat(error.get("value").asText()).isIn("PICNIC", "145");
        assertThat(error.get("message").asText()).isNotBlank();
        assertThat(rest.get("/api/v1/incidents/desk:good").status()).isEqualTo(404);
    }

    @Test
    void shouldRefuseWhenABodyIsEmptyBrokenOrTooLong() {
        assertProblem(enter("[]"), 422);
        assertThat(enter("").status()).isIn(400, 422);
        assertThat(enter("{\"id\":").status()).isIn(400, 422);
        assertProblem(enter(" ".repeat(1_000_001) + CLASH.formatted("long")), 413);
        assertProblem(rest.post("/api/v1/projects", "application/yaml", "projects: [{id: x}]"), 422);
    }

    @Test
    void shouldMoveTheScoreAndBringItBackWhenAnEntryIsMadeAndRetracted() {
        double before = moptiHazard();
        Answer entered = enter(CLASH.formatted("there-and-back").replace("2026-01-05", "2026-02-05"));
        assertThat(entered.status()).isEqualTo(201);
        assertThat(entered.json().get("ids").get(0).asText()).isEqualTo("desk:there-and-back");
        assertThat(entered.json().get("revisions").asInt()).isEqualTo(1);
        live.monitor().settle();
        assertThat(moptiHazard()).isGreaterThan(before);
        assertThat(enter(CLASH.formatted("there-and-back").replace("2026-01-05", "2026-02-05"))
                        .json()
                        .get("unchanged")
                        .asInt())
                .isEqualTo(1);

        assertThat(rest.delete("/api/v1/incidents/desk:there-and-back").status())
                .isEqualTo(204);
        live.monitor().settle();
        assertThat(rest.get("/api/v1/incidents/desk:there-and-back").status()).isEqualTo(404);
        assertThat(moptiHazard()).isLessThanOrEqualTo(before);
    }

    @Test
    void shouldSumToTheHazardWhenAScoreIsExplained() {
        JsonNode explanation = rest.get("/api/v1/regions/mopti/explanation").json();
        double sum = 0;
        for (JsonNode row : explanation.get("rows")) {
            sum += row.get("hazard").asDouble();
        }
        double hazard = explanation.get("subject").get("hazard").asDouble();
        assertThat(sum).isPositive().isCloseTo(hazard, within(1e-9 * hazard));
        JsonNode without = rest.get("/api/v1/regions/mopti/explanation?without=desk:standing")
                .json();
        assertThat(without.get("subject").get("hazard").asDouble()).isLessThan(hazard);
        assertThat(without.get("without").get("scoreWithThem").asDouble()).isPositive();
    }

    @Test
    void shouldStreamTheScoreWhenAnIncidentIsEntered() throws Exception {
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(api.address() + "/api/v1/stream"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith(":");
            CompletableFuture<String> gao = CompletableFuture.supplyAsync(() -> lines.lines()
                    .filter(line -> line.startsWith("data:") && line.contains("region/gao"))
                    .findFirst()
                    .orElse(""));
            assertThat(enter(CLASH.formatted("streamed")
                                    .replace("14.5", "16.27")
                                    .replace("-4.2", "-0.04"))
                            .status())
                    .isEqualTo(201);
            assertThat(gao.get(1, TimeUnit.MINUTES)).contains("\"hazard\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "risk_region_score{region=\"mopti\"}",
                "risk_region_hazard{horizon=\"7d\",region=\"mopti\"}",
                "risk_project_score{lat=",
                "risk_project_hazard_score{project=\"n-sukala\"}",
                "risk_project_incident_probability{days=\"30\",project=\"n-sukala\"}",
                "report_revisions_total{source=\"desk\",type=\"ARMED_CLASH\"}",
                "dead_letters_total{",
                "alerts_total{kind=\"TARGETED\",level=\"HIGH\"} 1.0",
                "alerts_open{level=\"HIGH\"}",
                "alerts_unacknowledged{level=\"HIGH\"}",
                "feed_last_success_timestamp_seconds{source=\"desk\"}",
                "risk_feed_last_record_timestamp_seconds{feed=\"desk\"}",
                "risk_feed_stale{feed=\"desk\"} 0.0",
                "risk_region_unknown{region=\"mopti\"} 0.0",
                "report_to_score_seconds_bucket{",
                "report_to_score_seconds_count",
                "jvm_memory_used_bytes{",
                "kafka_stream_"
            })
    void shouldExportEveryMetricThatTheDesignNames(String sample) throws IOException {
        live.enter("{\"id\":\"broken\",\"type\":\"PICNIC\"}");
        exporter.feeds().deadLetter("desk", "unknown-value");
        Answer metrics = rest.get("/metrics");
        assertThat(metrics.body()
                        .lines()
                        .filter(line -> line.startsWith(sample))
                        .toList())
                .as(sample)
                .isNotEmpty();
    }

    @Test
    void shouldAnswerScrapesThatComeAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> scrape = () -> rest.get("/metrics").status();
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(40, scrape))) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answer enter(String json) {
        return rest.post("/api/v1/incidents", Rest.JSON, json);
    }

    private static double moptiHazard() {
        return rest.get("/api/v1/regions/mopti").json().get("hazard").asDouble();
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("io.riskmonitor");
    }
}
