package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Role;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.query.AlertRow;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts as officers read and handle them, over a running monitor with the built-in rules and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {
    private static final String ATTACK = """
            {"id":"%s","type":"ATTACK_ON_CIVILIANS","targets":["CHINESE_NATIONALS"],"date":"%s","lat":%s,"lon":%s,
             "deaths":%d,"headline":"Attack on the works (test)","references":["https://example.org/%1$s"]}""";
    private static final String NEAR = "project.n-sukala.proximity.near.1";
    private static final String AIMED = "country.mali.targeted.chinese-interests.1";

    @SuppressWarnings("NullAway.Init")
    private ServedMonitor monitor;

    private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    private final Map<Role, String> secrets = new EnumMap<>(Role.class);

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        monitor = new ServedMonitor(dir, HttpConfig.onLoopback(0));
        for (Role role : Role.values()) {
            secrets.put(
                    role,
                    monitor.monitor()
                            .tokens()
                            .create(
                                    "the-" + role.name().toLowerCase(Locale.ROOT),
                                    role,
                                    null,
                                    Caller.LOCAL_USER,
                                    Change.Surface.COMMAND)
                            .secret()
                            .text());
        }
        enter(ATTACK.formatted("first", yesterday, "14.04", "-6.11", 3));
        enter(ATTACK.formatted("second", yesterday, "14.10", "-6.11", 1));
    }

    @AfterAll
    void stop() {
        monitor.close();
    }

    private void enter(String entry) throws Exception {
        HttpResponse<String> entered = send(Role.DESK, "POST", "/api/v1/incidents", entry);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        monitor.monitor().settle();
    }

    private HttpResponse<String> send(Role role, String method, String path, String body)
            throws IOException, InterruptedException {
        return monitor.send(
                method, path, body, "Authorization", "Bearer " + secrets.get(role), "Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return monitor.get(path, "Authorization", "Bearer " + secrets.get(Role.VIEWER));
    }

    private List<AlertRow> list(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/v1/alerts" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonText.read(answer.body(), AlertPage.class).alerts();
    }

    private HttpResponse<String> act(Role role, String id, String body) throws IOException, InterruptedException {
        return send(role, "POST", "/api/v1/alerts/" + id + "/actions", body);
    }

    private static AlertDetail detail(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonText.read(answer.body(), AlertDetail.class);
    }

    @Test
    void shouldListTheLatestFirstAndTakeEveryFilter() throws Exception {
        List<AlertRow> all = list("");
        assertThat(all).extracting(row -> row.id().toString()).contains(NEAR, AIMED);
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparing(AlertRow::updatedAt).reversed());
        assertThat(list("?kind=targeted&state=live"))
                .extracting(row -> row.id().toString())
                .containsExactly(AIMED);
        assertThat(list("?subject=project/n-sukala")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.subject()).isEqualTo("project/n-sukala");
            assertThat(row.names()).isNotNull();
        });
        assertThat(list("?level=critical"))
                .allSatisfy(row -> assertThat(row.level().name()).isEqualTo("CRITICAL"));
        assertThat(list("?kind=proximity&kind=targeted"))
                .extracting(row -> row.kind().name())
                .containsOnly("PROXIMITY", "TARGETED");
        assertThat(list("?since=" + yesterday.plusDays(30))).isEmpty();
        assertThat(list("?since=" + yesterday)).hasSameSizeAs(all);
        assertThat(list("?kind=stale_feed")).isEmpty();
    }

    @Test
    void shouldGiveEachAlertOnceWhenReadPageByPage() throws Exception {
        List<AlertRow> whole = list("");
        List<AlertRow> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            AlertPage page = JsonText.read(get("/api/v1/alerts?limit=1" + next).body(), AlertPage.class);
            paged.addAll(page.alerts());
            next = page.next() == null ? null : "&after=" + URLEncoder.encode(page.next(), StandardCharsets.UTF_8);
        }
        assertThat(whole).hasSizeGreaterThan(2);
        assertThat(paged)
                .extracting(AlertRow::id)
                .containsExactlyInAnyOrderElementsOf(
                        whole.stream().map(AlertRow::id).toList());
    }

    @Test
    void shouldShowTheWholeEvidence() throws Exception {
        AlertDetail near = detail(get("/api/v1/alerts/" + NEAR));
        assertThat(near.names()).isNotNull();
        assertThat(near.alert().evidence())
                .extracting(evidence -> evidence.incidentId())
                .containsExactly("desk:first", "desk:second");
        assertThat(near.alert().evidence().stream()
                        .mapToDouble(evidence -> evidence.share())
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(near.alert().evidence().get(0)).satisfies(evidence -> {
            assertThat(evidence.distanceKm()).isNotNull().isLessThan(10);
            assertThat(evidence.reports()).extracting(report -> report.source()).containsExactly("desk");
            assertThat(evidence.references()).containsExactly("https://example.org/first");
        });
        assertThat(near.alert().modelVersion()).isNotBlank();
        assertThat(near.alert().score())
                .isNotNull()
                .satisfies(score -> assertThat(score.after()).isGreaterThan(score.before()));
        assertThat(near.life().get(0).what()).isEqualTo(AlertDetail.What.RAISED);
    }

    @Test
    void shouldTakeAnOfficersWordAndRecordWhoseItIs() throws Exception {
        assertThat(act(Role.VIEWER, AIMED, "{\"action\":\"ACKNOWLEDGE\"}").statusCode())
                .isEqualTo(403);
        assertThat(act(Role.DESK, AIMED, "{\"action\":\"ACKNOWLEDGE\"}").statusCode())
                .isEqualTo(403);

        AlertDetail taken = detail(act(Role.OFFICER, AIMED, "{\"action\":\"ACKNOWLEDGE\",\"comment\":\"on it\"}"));
        assertThat(taken.alert().status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
        assertThat(taken.alert().escalatesAt()).isNull();
        AlertDetail judged =
                detail(act(Role.OFFICER, AIMED, "{\"action\":\"DISPOSE\",\"disposition\":\"RELEVANT_SOME_IMPACT\"}"));
        AlertDetail said = detail(act(Role.OFFICER, AIMED, "{\"action\":\"COMMENT\",\"comment\":\"两名员工已撤离\"}"));
        assertThat(judged.alert().revision()).isEqualTo(taken.alert().revision() + 1);
        assertThat(said.life())
                .extracting(AlertDetail.Step::what, AlertDetail.Step::who, AlertDetail.Step::comment)
                .contains(
                        tuple(AlertDetail.What.ACKNOWLEDGED, "the-officer", "on it"),
                        tuple(AlertDetail.What.DISPOSED, "the-officer", null),
                        tuple(AlertDetail.What.COMMENTED, "the-officer", "两名员工已撤离"));
        assertThat(detail(get("/api/v1/alerts/" + AIMED))).isEqualTo(said);
        List<Alert> revisions =
                JsonText.readList(get("/api/v1/alerts/" + AIMED + "/revisions").body(), Alert.class);
        assertThat(revisions)
                .extracting(Alert::revision)
                .isEqualTo(IntStream.rangeClosed(1, said.alert().revision())
                        .boxed()
                        .toList());
        assertThat(revisions.get(revisions.size() - 1)).isEqualTo(said.alert());

        // A commit that has returned reaches the partitions a moment later.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit())
                        .filteredOn(entry -> entry.subjects().contains(AIMED))
                        .extracting(AuditEntry::who, AuditEntry::via, AuditEntry::what, AuditEntry::detail)
                        .containsExactly(
                                tuple("the-officer", Change.Surface.HTTP, ChangeKind.ALERT_ACKNOWLEDGED, ""),
                                tuple(
                                        "the-officer",
                                        Change.Surface.HTTP,
                                        ChangeKind.ALERT_DISPOSED,
                                        "RELEVANT_SOME_IMPACT"),
                                tuple("the-officer", Change.Surface.HTTP, ChangeKind.ALERT_COMMENTED, "")));
    }

    private List<AuditEntry> audit() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                monitor.get("/api/v1/audit?limit=10000", "Authorization", "Bearer " + secrets.get(Role.ADMIN));
        return JsonText.readList(answer.body(), AuditEntry.class);
    }

    @Test
    void shouldShowARecallWithWhatChangedWhenTheSourceTakesItsReportBack() throws Exception {
        enter(ATTACK.formatted("mistaken", yesterday, "12.486", "-8.050", 2));
        String id = list("?subject=project/kabala-campus&kind=proximity").stream()
                .map(row -> row.id().toString())
                .findFirst()
                .orElseThrow();
        assertThat(send(Role.DESK, "DELETE", "/api/v1/incidents/desk:mistaken", "")
                        .statusCode())
                .isEqualTo(204);
        monitor.monitor().settle();
        AlertDetail recalled = detail(get("/api/v1/alerts/" + id));
        assertThat(recalled.alert().status()).isEqualTo(AlertStatus.RECALLED);
        assertThat(recalled.alert().changes())
                .extracting(change -> change.incidentId())
                .containsExactly("desk:mistaken");
        assertThat(recalled.life())
                .extracting(AlertDetail.Step::what)
                .containsExactly(AlertDetail.What.RAISED, AlertDetail.What.RECALLED);
        assertThat(list("?state=ended")).extracting(row -> row.id().toString()).contains(id);
        assertThat(list("?state=live")).extracting(row -> row.id().toString()).doesNotContain(id);
    }

    @Test
    void shouldKeepARecallInTheFeedEvenAfterTheAlertIsRaisedAnew() throws Exception {
        String place = ATTACK.formatted("repeated", yesterday, "12.61", "-7.77", 2);
        enter(place);
        AlertId id = list("?subject=project/baguineda-agricultural-centre&kind=proximity")
                .get(0)
                .id();
        // What was read for one request is not read again for the next, which knows all the same what has changed
        // since.
        assertThat(get("/alerts.atom").body())
                .contains(monitor.address() + "/api/v1/alerts/" + id + "/cap.xml?revision=1")
                .contains(monitor.address() + "/?alert=" + id);
        assertThat(send(Role.DESK, "DELETE", "/api/v1/incidents/desk:repeated", "")
                        .statusCode())
                .isEqualTo(204);
        monitor.monitor().settle();
        enter(place);

        String feed = get("/alerts.atom?language=fr").body();
        assertThat(feed)
                .contains(monitor.address() + "/api/v1/alerts/" + id + "/cap.xml?revision=2")
                .contains(monitor.address() + "/api/v1/alerts/" + id.next() + "/cap.xml?revision=1");
        HttpResponse<String> cancel = get("/api/v1/alerts/" + id + "/cap.xml?revision=2");
        assertThat(cancel.headers().firstValue("Content-Type")).hasValue("application/cap+xml; charset=utf-8");
        assertThat(cancel.body())
                .contains("<msgType>Cancel</msgType>")
                .contains("<references>mali-risk-monitor@127.0.0.1," + id + "-r1,");
        assertThat(get("/api/v1/alerts/" + id.next() + "/cap.xml").body()).contains("<msgType>Alert</msgType>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | /api/v1/alerts?state=asleep                       |                                         | 400
                    GET  | /api/v1/alerts?state=live&state=asleep            |                                         | 400
                    GET  | /api/v1/alerts?level=purple                       |                                         | 400
                    GET  | /api/v1/alerts?kind=picnic                        |                                         | 400
                    GET  | /api/v1/alerts?since=yesterday                    |                                         | 400
                    GET  | /api/v1/alerts?limit=0                            |                                         | 400
                    GET  | /api/v1/alerts?after=x                            |                                         | 400
                    GET  | /api/v1/alerts?colour=red                         |                                         | 400
                    GET  | /api/v1/alerts/nonsense                           |                                         | 400
                    GET  | /api/v1/alerts/project.nowhere.proximity.near.1   |                                         | 404
                    GET  | /api/v1/alerts/project.n-sukala.proximity.near.99 |                                         | 404
                    GET  | /api/v1/alerts/project.nowhere.proximity.near.1/revisions |                                  | 404
                    GET  | /api/v1/alerts/nonsense/revisions                 |                                         | 400
                    GET  | /api/v1/alerts/project.nowhere.proximity.near.1/cap.xml |                                   | 404
                    GET  | /api/v1/alerts/project.n-sukala.proximity.near.1/cap.xml?revision=999 |                     | 404
                    GET  | /api/v1/alerts/project.n-sukala.proximity.near.1/cap.xml?revision=0   |                     | 400
                    GET  | /api/v1/alerts/nonsense/cap.xml                   |                                         | 400
                    GET  | /alerts.atom?language=es                          |                                         | 400
                    POST | /api/v1/alerts/project.nowhere.proximity.near.1/actions  | {"action":"ACKNOWLEDGE"}         | 404
                    POST | /api/v1/alerts/nonsense/actions                          | {"action":"ACKNOWLEDGE"}         | 400
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | {"action":"DANCE"}               | 422
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | {"action":"COMMENT"}             | 422
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | {"action":"DISPOSE"}             | 422
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | {"action":"DISPOSE","disposition":"FUN"} | 422
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | {"action":"ACKNOWLEDGE","disposition":"DUPLICATE"} | 422
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | {"comment":"x"}                  | 400
                    POST | /api/v1/alerts/project.n-sukala.proximity.near.1/actions | [                                | 400
                    """)
    void shouldAnswerWithAProblemDocumentWhenAWishCannotBeMet(String method, String path, String body, int status)
            throws Exception {
        HttpResponse<String> answer = send(Role.OFFICER, method, path, body == null ? "" : body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(problem(answer).get("detail").asText()).isNotBlank().doesNotContain("io.riskmonitor");
    }

    @Test
    void shouldNameTheLatestAndRefuseACommentWithoutEnd() throws Exception {
        assertThat(problem(get("/api/v1/alerts/project.n-sukala.proximity.near.99"))
                        .get("detail")
                        .asText())
                .contains(NEAR);
        assertThat(act(Role.OFFICER, NEAR, "{\"action\":\"COMMENT\",\"comment\":\"" + "x".repeat(2_001) + "\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private static JsonNode problem(HttpResponse<String> answer) throws JsonProcessingException {
        return new ObjectMapper().readTree(answer.body());
    }
}
