package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Permission;
import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenView;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.runtime.AccessMaintenance;
import io.riskmonitor.runtime.TokenStore;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who is served, over a real server on a real log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
    private static final String ENTRY = """
            {"id":"%s","type":"ATTACK_ON_CIVILIANS","occurredFrom":"2020-01-01","latitude":14.5,"longitude":-4.2}""";
    private static final String[] BY_COMMAND = {Gate.HAND_OVER_HEADER, ServedMonitor.HAND_OVER};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private ServedMonitor monitor;

    private final Map<Role, String> secrets = new EnumMap<>(Role.class);

    @BeforeAll
    void start() throws Exception {
        monitor = new ServedMonitor(dir.resolve("first"), HttpConfig.onLoopback(0));
        assertThat(monitor.get("/api/v1/regions").statusCode())
                .as("on loopback without tokens")
                .isEqualTo(200);
        assertThat(enter("before-tokens").statusCode()).isEqualTo(201);
        for (Role role : Role.values()) {
            secrets.put(role, create("the-" + role.name().toLowerCase(Locale.ROOT), role));
        }
    }

    @AfterAll
    void stop() {
        monitor.close();
    }

    private String create(String name, Role role) {
        return monitor.monitor()
                .tokens()
                .create(name, role, null, Caller.LOCAL_USER, Change.Surface.COMMAND)
                .secret()
                .text();
    }

    private HttpResponse<String> enter(String id, String... headers) throws IOException, InterruptedException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return monitor.send("POST", "/api/v1/incidents", ENTRY.formatted(id), all);
    }

    private static String[] bearer(String secret) {
        return new String[] {"Authorization", "Bearer " + secret};
    }

    private String[] as(Role role) {
        return bearer(String.valueOf(secrets.get(role)));
    }

    @Test
    void shouldServeEveryRouteToWhomItsNeedsAllowAndToNobodyElse() throws Exception {
        List<Routes.Route> routes = monitor.http().registered();
        assertThat(routes).hasSizeGreaterThan(15);
        for (Routes.Route route : routes) {
            Permission needed = route.needs().orElseThrow().permission();
            String path = route.path().replaceAll("[{<][^}>]+[}>]", "nothing");
            int anonymous = monitor.send(route.method(), path, null).statusCode();
            if (needed == null) {
                assertThat(route.path()).matches("/health/.*|/desk/\\{file}");
                assertThat(anonymous).as("%s without a token", route).isNotIn(401, 403);
                continue;
            }
            assertThat(anonymous).as("%s without a token", route).isEqualTo(401);
            for (Role role : Role.values()) {
                int status = monitor.send(route.method(), path, null, as(role)).statusCode();
                if (role.permissions().contains(needed)) {
                    assertThat(status).as("%s as %s", route, role).isNotIn(401, 403, 500);
                } else {
                    assertThat(status).as("%s as %s", route, role).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void shouldDocumentWhatEachRouteNeeds() throws IOException {
        JsonNode paths =
                new ObjectMapper().readTree(HttpApi.resource("openapi.json")).get("paths");
        for (Routes.Route route : monitor.http().registered()) {
            if (route.path().startsWith("/internal/") || route.path().startsWith("/desk/")) {
                continue;
            }
            Permission needed = route.needs().orElseThrow().permission();
            assertThat(paths.path(route.path())
                            .path(route.method().toLowerCase(Locale.ROOT))
                            .path("x-permission")
                            .asText())
                    .as("%s", route)
                    .isEqualTo(needed == null ? "NOTHING" : needed.name());
        }
    }

    @Test
    void shouldTellNothingToWhomItDoesNotKnow() throws Exception {
        String revoked = create("soon-revoked", Role.ADMIN);
        monitor.monitor().tokens().revoke("soon-revoked", Caller.LOCAL_USER, Change.Surface.COMMAND);
        String known = monitor.get("/nothing").body();
        for (String[] headers : List.of(
                bearer(revoked),
                bearer("mrm_guess"),
                bearer(""),
                new String[] {"Authorization", "Basic dGhlLWFkbWluOng="},
                new String[] {"Cookie", Gate.SESSION_COOKIE + "=guess"})) {
            HttpResponse<String> refused = monitor.get("/nothing", headers);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
            assertThat(refused.body()).isEqualTo(known);
        }
        assertThat(monitor.get("/nothing", as(Role.VIEWER)).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRecordWhoChangedWhat() throws Exception {
        assertThat(enter("by-token", as(Role.DESK)).statusCode()).isEqualTo(201);
        assertThat(monitor.send("DELETE", "/api/v1/incidents/desk:by-token", null, as(Role.DESK))
                        .statusCode())
                .isEqualTo(204);
        assertThat(monitor.monitor().reports().standing(ReportId.parse("desk:by-token")))
                .hasValueSatisfying(
                        revision -> assertThat(revision.recordedBy()).isEqualTo("the-desk"));
        // A commit that has returned reaches the partitions a moment later.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit())
                        .filteredOn(entry -> entry.subjects().contains("desk:by-token"))
                        .hasSize(2));
        List<AuditEntry> audit = audit();
        assertThat(audit)
                .filteredOn(entry -> entry.subjects().contains("desk:by-token"))
                .extracting(AuditEntry::who, AuditEntry::via, AuditEntry::what)
                .containsExactly(
                        tuple("the-desk", Change.Surface.HTTP, ChangeKind.INCIDENTS_ENTERED),
                        tuple("the-desk", Change.Surface.HTTP, ChangeKind.INCIDENT_RETRACTED));
        assertThat(audit)
                .anySatisfy(entry -> {
                    assertThat(entry.who()).isEqualTo(Caller.LOCAL_USER);
                    assertThat(entry.subjects()).containsExactly("desk:before-tokens");
                })
                .anySatisfy(entry -> {
                    assertThat(entry.what()).isEqualTo(ChangeKind.TOKEN_CREATED);
                    assertThat(entry.subjects()).containsExactly("the-admin");
                });
        assertThat(JsonText.of(audit)).doesNotContain(String.valueOf(secrets.get(Role.ADMIN)));
    }

    @Test
    void shouldLeaveNoEntryWhenNothingChanged() throws Exception {
        assertThat(enter("same", as(Role.DESK)).statusCode()).isEqualTo(201);
        assertThat(enter("same", as(Role.DESK)).statusCode()).isEqualTo(201);
        assertThat(enter("another", as(Role.DESK)).statusCode()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(audit())
                        .anySatisfy(entry -> assertThat(entry.subjects()).containsExactly("desk:another")));
        assertThat(audit())
                .filteredOn(entry -> entry.subjects().contains("desk:same"))
                .hasSize(1);
    }

    private List<AuditEntry> audit() throws IOException, InterruptedException {
        return JsonText.readList(
                monitor.get("/api/v1/audit?limit=10000", as(Role.ADMIN)).body(), AuditEntry.class);
    }

    @Test
    void shouldAdministerTokensOverHttpAndTellTheSecretOnce() throws Exception {
        String[] json = {"Content-Type", "application/json", "Authorization", as(Role.ADMIN)[1]};
        HttpResponse<String> made =
                monitor.send("POST", "/api/v1/tokens", "{\"name\":\"over-http\",\"role\":\"viewer\"}", json);
        assertThat(made.statusCode()).isEqualTo(201);
        String secret =
                String.valueOf(JsonText.read(made.body(), TokenView.class).token());
        assertThat(monitor.get("/metrics", bearer(secret)).statusCode()).isEqualTo(200);
        assertThat(monitor.send("POST", "/api/v1/tokens", "{\"name\":\"over-http\",\"role\":\"viewer\"}", json)
                        .statusCode())
                .isEqualTo(409);
        assertThat(monitor.send("POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"king\"}", json)
                        .statusCode())
                .isEqualTo(422);
        String listed = monitor.get("/api/v1/tokens", BY_COMMAND).body();
        assertThat(listed).contains("over-http").doesNotContain(secret, "sha256");
        assertThat(monitor.send("DELETE", "/api/v1/tokens/over-http", null, json)
                        .statusCode())
                .isEqualTo(204);
        assertThat(monitor.get("/metrics", bearer(secret)).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldKeepASessionForABrowserAndTakeNoChangeFromAnotherOrigin() throws Exception {
        HttpResponse<String> opened = monitor.send("POST", "/api/v1/session", null, as(Role.DESK));
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/");
        String[] session = {"Cookie", cookie.substring(0, cookie.indexOf(';'))};
        assertThat(monitor.get("/api/v1/session", session).body())
                .isEqualTo("{\"name\":\"the-desk\",\"role\":\"DESK\",\"permissions\":[\"READ\",\"ENTER_INCIDENTS\"]}");
        assertThat(monitor.get("/api/v1/regions", session).statusCode()).isEqualTo(200);
        assertThat(enter("no-origin", session).statusCode()).isEqualTo(403);
        assertThat(enter("other-origin", session[0], session[1], "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        String own = "http://" + monitor.address().getAuthority();
        assertThat(enter("own-origin", session[0], session[1], "Origin", own).statusCode())
                .isEqualTo(201);
        assertThat(monitor.send("DELETE", "/api/v1/session", null, "Cookie", session[1], "Origin", own)
                        .statusCode())
                .isEqualTo(204);
        assertThat(monitor.get("/api/v1/regions", session).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldEndStreamsWithTheirTokenAndBoundTheirNumber() throws Exception {
        String secret = create("streamer", Role.VIEWER);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < StreamPlaces.MOST_OF_A_CALLER; i++) {
                sockets.add(stream(secret));
                assertThat(firstLine(sockets.get(i))).contains(" 200 ");
            }
            Socket oneTooMany = stream(secret);
            sockets.add(oneTooMany);
            assertThat(firstLine(oneTooMany)).contains(" 429 ");
            monitor.monitor().tokens().revoke("streamer", Caller.LOCAL_USER, Change.Surface.COMMAND);
            sockets.get(0).setSoTimeout(60_000);
            // Reads to the end of the stream, which comes once the next score or heartbeat is due.
            assertThat(sockets.get(0).getInputStream().readAllBytes()).isNotNull();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket stream(String secret) throws IOException {
        Socket socket =
                new Socket(monitor.address().getHost(), monitor.address().getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(
                        ("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                                        + secret + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    @Test
    void shouldRevokeOnceWhenManyTry() throws Exception {
        String secret = create("contested", Role.VIEWER);
        ExecutorService many = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> attempt = () -> {
                try {
                    monitor.monitor().tokens().revoke("contested", Caller.LOCAL_USER, Change.Surface.COMMAND);
                    return true;
                } catch (TokenStore.RefusedException e) {
                    return false;
                }
            };
            int revoked = 0;
            for (Future<Boolean> one : many.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                revoked += one.get() ? 1 : 0;
            }
            assertThat(revoked).isEqualTo(1);
            assertThat(monitor.get("/api/v1/regions", bearer(secret)).statusCode())
                    .isEqualTo(401);
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void shouldShareTokensWithAnotherInstanceOfTheCluster() throws Exception {
        MonitorConfig config = new MonitorConfig(
                dir.resolve("second"),
                monitor.monitor().bootstrapServers(),
                Map.of(),
                0,
                Duration.ofMillis(200),
                null,
                null,
                null,
                null);
        String secret = create("roaming", Role.VIEWER);
        try (AccessMaintenance second = AccessMaintenance.open(config, Clock.systemUTC())) {
            assertThat(second.tokens().current().holding(secret, Instant.now())).isPresent();
            second.tokens().revoke("roaming", Caller.LOCAL_USER, Change.Surface.COMMAND);
            awaitStatus(401, bearer(secret));
            String made = second.tokens()
                    .create("made-there", Role.VIEWER, null, Caller.LOCAL_USER, Change.Surface.COMMAND)
                    .secret()
                    .text();
            awaitStatus(200, bearer(made));
            assertThatThrownBy(() -> create("made-there", Role.VIEWER))
                    .isInstanceOf(TokenStore.RefusedException.class)
                    .hasMessageContaining("made-there");
        }
    }

    private void awaitStatus(int status, String... headers) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(monitor.get("/metrics", headers).statusCode())
                        .isEqualTo(status));
    }

    @Test
    void shouldRefuseOtherAddressesUntilThereIsATokenAndKnowItAfterARestart(@TempDir Path own) throws Exception {
        HttpConfig everywhere = new HttpConfig("0.0.0.0", 0, 100);
        assertThatThrownBy(() -> new ServedMonitor(own, everywhere))
                .isInstanceOf(UnservableException.class)
                .hasMessageContaining("tokens create");
        String secret;
        try (ServedMonitor first = new ServedMonitor(own, HttpConfig.onLoopback(0))) {
            secret = first.monitor()
                    .tokens()
                    .create("kept", Role.VIEWER, null, Caller.LOCAL_USER, Change.Surface.COMMAND)
                    .secret()
                    .text();
        }
        try (ServedMonitor again = new ServedMonitor(own, everywhere)) {
            assertThat(again.get("/metrics", bearer(secret)).statusCode()).isEqualTo(200);
            assertThat(again.get("/metrics").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void shouldAnswer429WhenATokenAsksTooMuch(@TempDir Path own) throws Exception {
        try (ServedMonitor slow = new ServedMonitor(own, new HttpConfig(HttpConfig.LOOPBACK, 0, 1))) {
            HttpResponse<String> last = slow.get("/health/live");
            for (int i = 0; i < 100 && last.statusCode() == 200; i++) {
                last = slow.get("/health/live");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).hasValue("10");
        }
    }
}
