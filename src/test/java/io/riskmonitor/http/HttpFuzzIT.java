package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.AuditTail;
import io.riskmonitor.testing.ServedMonitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any request at all: the server does not crash, hang or answer 5xx, every refusal is a problem document that tells nothing of
 * the server, and every accepted change is in the audit trail.
 *
 * <p>An input is a request as one would write it down: a line with method and target, headers, an empty line, the body. What
 * frames it is put around it, so that mutations get past the HTTP parser; an input that begins with {@code RAW} and a line
 * feed goes to it as it is. An ordinary run sends the corpus beside this class; {@code mvn -Pfuzz -Dfuzz=http test} searches for
 * ten minutes, guided by coverage.
 */
class HttpFuzzIT {
    private static final String TEN_MINUTES = "10m";
    private static final String RAW = "RAW\n";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOST_ANSWER = 64_000_000;
    /** What a server would let slip, unless the request itself had it. */
    private static final List<String> LEAKS = List.of(
            "exception",
            "jetty",
            "javalin",
            "jackson",
            "java.",
            "io.riskmonitor",
            "\tat ",
            "kafka",
            "/tmp",
            "/home",
            "/root");
    /** Those that framing is made of; the command's own token would let file names in. */
    private static final Set<String> OURS = Set.of("host", "connection", "content-length", "x-handover-token");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static ServedMonitor monitor;

    @SuppressWarnings("NullAway.Init")
    private static AuditTail audit;

    private static boolean isWatched = System.getenv("JAZZER_FUZZ") != null;

    /** An answer as it came. */
    private record Answer(int status, String head, String body) {}

    @BeforeAll
    static void start() throws Exception {
        monitor = new ServedMonitor(dir, new HttpConfig(HttpConfig.LOOPBACK, 0, 1_000_000));
        String alarming =
                "{\"id\":\"alarming\",\"type\":\"ATTACK_ON_CIVILIANS\",\"date\":\"%s\",\"lat\":14.04,\"lon\":-6.11,"
                        + "\"targets\":[\"CHINESE_NATIONALS\"],\"deaths\":3,\"headline\":\"Attack (test)\"}";
        // So that there is an alert to be read and acted on.
        assertThat(monitor.send(
                                "POST",
                                "/api/v1/incidents",
                                alarming.formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1)),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(201);
        audit = new AuditTail(monitor.monitor().bootstrapServers());
    }

    @AfterAll
    static void stop() {
        audit.close();
        monitor.close();
    }

    @FuzzTest(maxDuration = TEN_MINUTES)
    void http(byte[] input) throws IOException {
        if (isWatched) {
            // The monitor talks to its own broker, and the test to the monitor; only a run that is guided watches for
            // it, from
            // its first input on.
            AutoCloseable unused = BugDetectors.allowNetworkConnections((host, port) -> true);
            isWatched = false;
        }
        String text = new String(input, StandardCharsets.ISO_8859_1);
        boolean raw = text.startsWith(RAW);
        Request request = raw ? new Request("", text.substring(RAW.length())) : Request.framed(text);
        Answer answer = send(request.bytes(), raw);
        if (answer == null) {
            assertThat(raw).as("no answer to a whole request").isTrue();
            return;
        }
        // 501 and 505 say what HTTP the server does not speak; a first line of one word asks for a version of its own.
        assertThat(answer.status()).as(answer.head()).matches(s -> s < 500 || s == 501 || s == 505, "not 5xx");
        if (answer.status() >= 400) {
            requireProblem(request, answer);
        } else if (answer.status() >= 200 && answer.status() < 300) {
            audit.require(expectedEntries(request, answer), request.bytes());
        }
    }

    /** What goes over the wire. */
    private record Request(String method, String text) {
        static Request framed(String text) {
            int blank = text.indexOf("\n\n");
            String head = blank < 0 ? text : text.substring(0, blank);
            String body = blank < 0 ? "" : text.substring(blank + 2);
            String[] lines = head.split("\n", -1);
            StringBuilder request = new StringBuilder(lines[0]).append(" HTTP/1.1\r\nHost: localhost\r\n");
            for (int i = 1; i < lines.length; i++) {
                String name = lines[i].split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
                if (!lines[i].isEmpty() && !OURS.contains(name)) {
                    request.append(lines[i]).append("\r\n");
                }
            }
            request.append("Connection: close\r\nContent-Length: ")
                    .append(body.length())
                    .append(END_OF_HEAD);
            return new Request(lines[0].split(" ", 2)[0], request.append(body).toString());
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static void requireProblem(Request request, Answer answer) throws IOException {
        if (!request.method().equals("HEAD")) {
            assertThat(answer.head()).contains("content-type: application/problem+json");
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
            assertThat(problem.path("title").asText()).isNotBlank();
            assertThat(problem.path("detail").asText()).isNotBlank();
        }
        String told = (answer.head() + answer.body()).toLowerCase(Locale.ROOT);
        String sent = request.text().toLowerCase(Locale.ROOT);
        for (String leak : LEAKS) {
            assertThat(told.contains(leak) && !sent.contains(leak))
                    .as("%s in %s", leak, told)
                    .isFalse();
        }
    }

    /** How many entries an accepted request has to leave in the trail: one for what changed something. */
    private static int expectedEntries(Request request, Answer answer) throws IOException {
        String target = request.text().split(" ", 3)[1];
        String path = target.split("\\?", 2)[0];
        return switch (request.method()) {
            case "POST" -> entriesOfPost(path, answer);
            case "DELETE" -> path.startsWith("/api/v1/incidents") || path.startsWith("/api/v1/projects") ? 1 : 0;
            default -> 0;
        };
    }

    private static int entriesOfPost(String path, Answer answer) throws IOException {
        if (path.startsWith("/api/v1/incidents")) {
            return JSON.readTree(answer.body()).path("revisions").asInt() > 0 ? 1 : 0;
        }
        if (path.startsWith("/api/v1/projects")) {
            JsonNode changes = JSON.readTree(answer.body());
            return changes.path("put").isEmpty() && changes.path("removed").isEmpty() ? 0 : 1;
        }
        return path.startsWith("/api/v1/alerts") ? 1 : 0;
    }

    /** Null if the connection was closed without a word. */
    private static @Nullable Answer send(byte[] request, boolean raw) throws IOException {
        try (Socket socket =
                new Socket(monitor.address().getHost(), monitor.address().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setOption(StandardSocketOptions.SO_LINGER, 0); // thousands of them would wait for nothing
            String answer;
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                if (raw) {
                    socket.shutdownOutput();
                }
                answer = read(socket.getInputStream());
            } catch (SocketException e) {
                assertThat(raw).as("cut off: %s", e.getMessage()).isTrue();
                return null;
            }
            int at = answer.indexOf(END_OF_HEAD);
            if (at < 0) {
                assertThat(answer).isEmpty();
                return null;
            }
            String head = answer.substring(0, at).toLowerCase(Locale.ROOT);
            assertThat(head).startsWith("http/1.1 ");
            return new Answer(
                    Integer.parseInt(head.substring(9, 12)), head, answer.substring(at + END_OF_HEAD.length()));
        }
    }

    /** All until the server closes, without interim answers; of a stream of events the head. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        while (true) {
            int count = in.read(chunk);
            if (count >= 0) {
                all.write(chunk, 0, count);
                assertThat(all.size()).as("bytes of an answer").isLessThan(MOST_ANSWER);
            }
            String text = all.toString(StandardCharsets.ISO_8859_1);
            if (text.startsWith("HTTP/1.1 1") && text.contains(END_OF_HEAD)) {
                text = text.substring(text.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
            }
            if (count < 0 || text.toLowerCase(Locale.ROOT).contains("content-type: text/event-stream")) {
                return text;
            }
        }
    }
}
