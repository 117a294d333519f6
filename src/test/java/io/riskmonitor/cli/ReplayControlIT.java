package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.Rest.Answer;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that somebody stops, steps through, and comes back to: over HTTP and by command, beside a monitor that is live. */
class ReplayControlIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String RUNS = "/api/v1/replays";
    private static final String WISH = """
            {"input":"history","from":"2015-11-01","to":"2015-12-31","asKnown":true,"name":"%s"%s}""";
    private static final List<String> OUTPUTS = List.of(
            "scores.csv",
            "scores.parquet",
            "scores.om",
            "alerts.csv",
            "alerts.parquet",
            "contributions.csv",
            "contributions.parquet",
            "manifest.json");

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static ServedMonitor monitor;

    @SuppressWarnings("NullAway.Init")
    private static Rest rest;

    /** What a command left behind. */
    private record Said(int exit, String out, String err) {}

    @BeforeAll
    static void start() {
        monitor = new ServedMonitor(dir.resolve("data"), HttpConfig.onLoopback(0));
        rest = new Rest(monitor.http().address());
    }

    @AfterAll
    static void stop() {
        monitor.close();
    }

    private static Said replay(String verb, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of(
                                        "replay",
                                        verb,
                                        "--data-dir",
                                        dir.resolve("data").toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new));
        return new Said(exit, out.toString(), err.toString());
    }

    /** What the README's command sends, under a name. */
    private static String wishOfTheReadme(String name) throws IOException {
        String line = Files.readString(Path.of("README.md"))
                .lines()
                .filter(command ->
                        command.startsWith("curl ") && command.endsWith("/api/v1/replays") && command.contains(" -d "))
                .findFirst()
                .orElseThrow();
        String json = line.substring(line.indexOf('{'), line.lastIndexOf('}') + 1);
        return json.replaceFirst("\\{", "{\"name\":\"" + name + "\",");
    }

    private static Answer begin(String name, String more) {
        return rest.post(RUNS, Rest.JSON, WISH.formatted(name, more));
    }

    private static Answer order(String name, String order) {
        return rest.post(RUNS + "/" + name + "/actions", Rest.JSON, order);
    }

    private static JsonNode awaitState(String name, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> rest.get(RUNS + "/" + name).json(),
                        run -> run.get("state").asText().equals(state));
    }

    private static JsonNode paused(String name, String at) {
        return await().atMost(PATIENCE)
                .until(
                        () -> rest.get(RUNS + "/" + name).json(),
                        run -> run.get("state").asText().equals("PAUSED")
                                && run.path("at").asText().equals(at));
    }

    private static JsonNode bamako(String name, String query) {
        JsonNode scores = rest.get(RUNS + "/" + name + "/scores" + query).json();
        for (JsonNode subject : scores.get("subjects")) {
            if (subject.get("subject").asText().equals("region/bamako")) {
                return subject;
            }
        }
        throw new AssertionError("no Bamako in " + scores);
    }

    private static Path outputs(String name) {
        return dir.resolve("data").resolve("replays").resolve(name).resolve("outputs");
    }

    @Test
    void shouldLeaveTheSameBytesHoweverARunIsStoppedSteppedThroughAndTakenBack() throws IOException {
        assertThat(rest.post(RUNS, Rest.JSON, wishOfTheReadme("straight")).status())
                .isEqualTo(202);
        assertThat(begin("by-hand", ",\"speed\":\"x20000000\",\"paused\":true").status())
                .isEqualTo(202);
        paused("by-hand", "2015-11-01T00:00:00Z");

        assertThat(order("by-hand", "{\"action\":\"step\",\"ticks\":3}").status())
                .isEqualTo(200);
        paused("by-hand", "2015-11-04T00:00:00Z");

        Said sought = replay("seek", "by-hand", "2015-11-22", "--json");
        assertThat(sought.exit()).as(sought.err()).isZero();
        assertThat(sought.out()).contains("\"state\":\"PAUSED\"").contains("\"at\":\"2015-11-23T00:00:00Z\"");
        // What a run has said can be read while it stands still, once it is committed.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                bamako("by-hand", "").path("score").asDouble())
                        .isGreaterThan(
                                bamako("by-hand", "?at=2015-11-18").get("score").asDouble()));
        assertThat(rest.get(RUNS + "/by-hand/scores?at=2015-12-24")
                        .json()
                        .get("at")
                        .asText())
                .as("as far as it has come")
                .isEqualTo("2015-11-23T00:00:00Z");

        Said back = replay("seek", "by-hand", "2015-11-10T00:00:00Z");
        assertThat(back.exit()).as(back.err()).isZero();
        paused("by-hand", "2015-11-10T00:00:00Z");

        awaitState("straight", "FINISHED");
        assertThat(replay("resume", "by-hand").exit()).isZero();
        awaitState("by-hand", "FINISHED");
        for (String file : OUTPUTS) {
            assertThat(Files.mismatch(
                            outputs("straight").resolve(file),
                            outputs("by-hand").resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }

        assertThat(bamako("straight", "?at=2015-11-19").get("score").asDouble())
                .isLessThan(bamako("straight", "?at=2015-11-22").get("score").asDouble());
        assertThat(bamako("straight", "?at=2015-11-20T00:00:00Z").get("level").asText())
                .isEqualTo("LOW");
        assertThat(bamako("straight", "?at=2015-11-21T00:00:00Z").get("level").asText())
                .as("as soon as the attack on the Radisson Blu is known")
                .isEqualTo("MODERATE");
        assertThat(rest.get(RUNS + "/straight/scores?at=2015-10-01").status())
                .as("no part of the run")
                .isEqualTo(409);

        Said list = replay("list");
        assertThat(list.out()).contains("straight", "by-hand", "FINISHED", "as known");
        assertThat(rest.get(RUNS).json().get("runs")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(replay("show", "straight", "--json").out())
                .contains("\"from\":\"2015-11-01T00:00:00Z\"", "\"to\":\"2016-01-01T00:00:00Z\"", "\"tick\":\"PT24H\"");

        assertThat(rest.delete(RUNS + "/straight").status()).isEqualTo(204);
        assertThat(rest.get(RUNS + "/straight").status()).isEqualTo(404);
        assertThat(replay("delete", "by-hand").exit()).isZero();
        assertThat(replay("show", "by-hand").exit()).isEqualTo(1);
    }

    @Test
    void shouldTakeARunUpThatWasStopped() throws IOException {
        assertThat(begin("halfway", ",\"paused\":true").status()).isEqualTo(202);
        paused("halfway", "2015-11-01T00:00:00Z");
        assertThat(rest.delete(RUNS + "/halfway").status())
                .as("it is under way")
                .isEqualTo(409);
        assertThat(begin("halfway", "").json().get("detail").asText()).contains("under way");

        assertThat(replay("stop", "halfway").exit()).isZero();
        awaitState("halfway", "STOPPED");
        Answer refused = order("halfway", "{\"action\":\"resume\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").asText()).contains("no process drives run halfway");
        assertThat(begin("halfway", ",\"tick\":\"PT12H\"").json().get("detail").asText())
                .contains("over other inputs or with other settings");

        assertThat(begin("halfway", "").status()).isEqualTo(202);
        awaitState("halfway", "FINISHED");
        assertThat(outputs("halfway").resolve("scores.csv")).isNotEmptyFile();
        assertThat(begin("halfway", "").json().get("detail").asText()).contains("exists already");
        assertThat(replay("delete", "halfway").exit()).isZero();
    }

    @Test
    void shouldSayWhatIsWrongWithAWishOrAnOrder() {
        assertThat(begin("../escape", "").status()).isEqualTo(422);
        assertThat(rest.get(RUNS + "/..%2Fescape").status()).isIn(400, 404);
        assertThat(rest.get(RUNS + "/nowhere/scores").status()).isEqualTo(404);
        assertThat(rest.post(RUNS, Rest.JSON, "{\"input\":\"somewhere\",\"from\":\"2015-11-01\",\"to\":\"2015-11-02\"}")
                        .json()
                        .get("detail")
                        .asText())
                .contains("neither history nor live-log");
        assertThat(rest.post(RUNS, Rest.JSON, "{\"input\":\"history\",\"from\":\"2015-11-03\",\"to\":\"2015-11-01\"}")
                        .status())
                .isEqualTo(422);
        assertThat(order("nowhere", "{\"action\":\"pause\"}").status()).isEqualTo(404);
        assertThat(order("nowhere", "{\"action\":\"dance\"}").status()).isEqualTo(422);
        assertThat(order("nowhere", "{\"action\":\"seek\"}").status()).isEqualTo(422);
        assertThat(replay("pause", "nowhere").err()).contains("no run 'nowhere'");
        assertThat(replay("step", "nowhere", "--ticks", "0").exit()).isEqualTo(2);
    }
}
