package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no well-meaning client sends: each is answered with a problem document that tells nothing of the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide the carriage returns
class HostileRequestsIT {
    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";
    private static final String JSON = HOST + "Content-Type: application/json\r\n";
    private static final String ENTER = "POST /api/v1/incidents HTTP/1.1\r\n";

    @SuppressWarnings("NullAway.Init")
    private ServedMonitor monitor;

    /** As much of a problem document as every one has. */
    private record Document(String type, String title, int status, String detail) {}

    @BeforeAll
    void start(@TempDir Path dir) {
        monitor = new ServedMonitor(dir, HttpConfig.onLoopback(0));
    }

    @AfterAll
    void stop() {
        monitor.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("no HTTP at all", "GARBAGE\r\n\r\n", 400),
                Arguments.of("no target", "GET\r\n\r\n", 400),
                Arguments.of("no such version", "GET / HTTP/9.9\r\n" + HOST + "\r\n", 505),
                Arguments.of("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
                Arguments.of("two hosts", "GET / HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n", 400),
                Arguments.of("rebound name", "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
                Arguments.of(
                        "rebound name for what needs no token",
                        "GET /desk/words.js HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                        421),
                Arguments.of(
                        "name that begins like ours",
                        "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\nConnection: close\r\n\r\n",
                        421),
                Arguments.of("another's target", "GET http://evil.example/ HTTP/1.1\r\n" + HOST + "\r\n", 400),
                Arguments.of("endless target", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 414),
                Arguments.of(
                        "endless header", "GET / HTTP/1.1\r\n" + HOST + "A: " + "a".repeat(20_000) + "\r\n\r\n", 431),
                Arguments.of("header with a blank", "GET / HTTP/1.1\r\n" + HOST + "A b: c\r\n\r\n", 400),
                Arguments.of("header with a null", "GET / HTTP/1.1\r\n" + HOST + "A: b\0c\r\n\r\n", 400),
                Arguments.of("double slashes", get("//api//v1/regions"), 400),
                Arguments.of("way up", get("/api/v1/../../etc/passwd"), 404),
                Arguments.of("hidden way up", get("/%2e%2e/%2e%2e/etc/passwd"), 400),
                Arguments.of("null in the path", get("/api/v1/incidents/a%00b"), 400),
                Arguments.of("path that is not UTF-8", get("/api/v1/incidents/%ff%fe"), 400),
                Arguments.of("path that is not hexadecimal", get("/api/v1/incidents/%zz"), 400),
                Arguments.of("path parameter", get("/api/v1/regions;x=1"), 404),
                Arguments.of("query that is not hexadecimal", get("/api/v1/regions?at=%zz"), 400),
                Arguments.of("query that is not UTF-8", get("/api/v1/regions?at=%ff"), 400),
                Arguments.of(
                        "query in a charset that is none",
                        "GET /api/v1/regions?at=x HTTP/1.1\r\n" + HOST
                                + "Content-Type: text/plain; charset=nonsense\r\n\r\n",
                        400),
                Arguments.of("unknown parameter", get("/api/v1/regions?%00=1"), 400),
                Arguments.of("nothing there", get("/nothing"), 404),
                Arguments.of("method that is not for it", "PUT /api/v1/regions HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("options", "OPTIONS /api/v1/regions HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("options of everything", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", 404),
                Arguments.of("trace", "TRACE / HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of("method of one's own", "FOO / HTTP/1.1\r\n" + HOST + "\r\n", 405),
                Arguments.of(
                        "web socket",
                        "GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: close, Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        404),
                Arguments.of("body cut off", ENTER + JSON + "Content-Length: 5\r\n\r\n{", 400),
                Arguments.of("chunk of no length", ENTER + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
                Arguments.of("two lengths", ENTER + JSON + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", 400),
                Arguments.of("length too large", ENTER + JSON + "Content-Length: 2000000\r\n\r\n{}", 413),
                Arguments.of(
                        "chunks too large",
                        ENTER + JSON + "Transfer-Encoding: chunked\r\n\r\n100000\r\n" + " ".repeat(0x100000)
                                + "\r\n0\r\n\r\n",
                        413),
                Arguments.of("no content type", ENTER + HOST + "Content-Length: 2\r\n\r\n{}", 415),
                Arguments.of(
                        "form",
                        ENTER + HOST + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 2\r\n\r\n{}",
                        415),
                Arguments.of(
                        "other charset",
                        ENTER + HOST + "Content-Type: application/json; charset=utf-16\r\nContent-Length: 2\r\n\r\n{}",
                        415),
                Arguments.of("no body", ENTER + JSON + "Content-Length: 0\r\n\r\n", 400),
                Arguments.of("no JSON", ENTER + JSON + "Content-Length: 2\r\n\r\n{]", 400),
                Arguments.of("deep JSON", ENTER + JSON + "Content-Length: 60000\r\n\r\n" + "[".repeat(60_000), 400),
                Arguments.of(
                        "JSON of another kind",
                        "POST /internal/ingest HTTP/1.1\r\n" + JSON + "X-Handover-Token: " + ServedMonitor.HAND_OVER
                                + "\r\nContent-Length: 4\r\n\r\n[{}]",
                        400),
                Arguments.of(
                        "page of another origin",
                        ENTER + JSON + "Origin: http://evil.example\r\nContent-Length: 2\r\n\r\n{}",
                        403),
                Arguments.of(
                        "page that hides its origin",
                        ENTER + JSON + "Origin: null\r\nContent-Length: 2\r\n\r\n{}",
                        403),
                Arguments.of(
                        "page of another site",
                        ENTER + JSON + "Sec-Fetch-Site: cross-site\r\nContent-Length: 2\r\n\r\n{}",
                        403),
                Arguments.of("commands' address", get("/internal/dead-letters"), 403),
                Arguments.of(
                        "commands' address with a guess",
                        "GET /internal/dead-letters HTTP/1.1\r\n" + HOST + "X-Handover-Token: x\r\n\r\n",
                        401),
                Arguments.of("first token by HTTP", get("/api/v1/tokens"), 403),
                Arguments.of("stream without saying so", "GET /api/v1/stream HTTP/1.1\r\n" + HOST + "\r\n", 406));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("requests")
    void shouldAnswerWithAProblemDocumentThatLeaksNothing(String what, String request, int status) throws IOException {
        String answer = monitor.raw(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        assertThat(head)
                .contains("content-type: application/problem+json")
                .contains("x-content-type-options: nosniff")
                .doesNotContain("server:", "set-cookie");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        Document document = JsonText.read(body, Document.class);
        assertThat(document.status()).isEqualTo(status);
        assertThat(document.detail()).isNotBlank();
        assertThat(body)
                .doesNotContainIgnoringCase(
                        "exception", "jetty", "javalin", "jackson", "java.", "io.riskmonitor", "/tmp");
    }

    @Test
    void shouldRefuseTextThatIsNotUtf8() throws IOException {
        byte[] body = "{\"id\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] head = (ENTER + JSON + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        assertThat(monitor.raw(request)).matches("(?s)HTTP/1.1 4(00|22) .*");
    }

    @ParameterizedTest
    @MethodSource("heads")
    void shouldAnswerHeadAsGetWithoutTheBody(String path, @Nullable String accept) throws Exception {
        String[] headers = accept == null ? new String[0] : new String[] {"Accept", accept};
        HttpResponse<String> head = monitor.send("HEAD", path, null, headers);
        assertThat(head.body()).isEmpty();
        if (accept == null) {
            HttpResponse<String> get = monitor.get(path);
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
        } else {
            assertThat(head.statusCode()).isEqualTo(200);
        }
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of("/health/live", null),
                Arguments.of("/api/v1/projects/nothing", null),
                Arguments.of("/api/v1/regions", null),
                Arguments.of("/api/v1/stream", "text/event-stream"));
    }
}
