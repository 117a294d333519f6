package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.Clashes;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hard kill in the middle of an ingest leaves nothing behind that the next ingest does not put right. */
class KilledIngestIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final int ROWS = 5_000;

    /** In the second of three transactions: each is of 2,000 rows, the last waits until scores know the first. */
    private static final int KILLED_AFTER = 2_300;

    private static final Pattern REVISIONS =
            Pattern.compile("^report_revisions_total\\{[^}]*\\} ([0-9.E]+)$", Pattern.MULTILINE);

    @TempDir
    private Path dir;

    @Test
    void shouldScoreAsIfUndisturbedWhenKilledInTheMiddleOfAnIngest() throws IOException {
        Path file = Clashes.write(dir.resolve("many.csv"), ROWS);
        Map<String, JsonNode> undisturbed;
        try (Running monitor = run("undisturbed")) {
            assertThat(ingest("undisturbed", file).get("revisions").asInt()).isEqualTo(ROWS);
            undisturbed = Clashes.subjects(new Rest(monitor.address()));
        }

        try (Running monitor = run("killed")) {
            Rest rest = new Rest(monitor.address());
            try (Running ingest = JAR.launch("ingest", "desk", file.toString(), "--data-dir", data("killed"))) {
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> revisions(rest) > KILLED_AFTER);
                monitor.kill();
                assertThat(revisionsAreMissing(ingest)).isTrue();
            }
        }
        try (Running monitor = run("killed")) {
            Rest rest = new Rest(monitor.address());
            // An entry is scored although the dead process has left a transaction open in the log.
            Rest.Answer entered = rest.post("/api/v1/incidents", Rest.JSON, """
                    {"id":"after-the-kill","type":"ARMED_CLASH","date":"2026-01-05","lat":14.5,"lon":-4.2}""");
            assertThat(entered.status()).isEqualTo(201);
            assertThat(rest.delete("/api/v1/incidents/desk:after-the-kill").status())
                    .isEqualTo(204);

            JsonNode again = ingest("killed", file);
            assertThat(again.get("rows").asInt()).isEqualTo(ROWS);
            assertThat(again.get("revisions").asInt()).isBetween(1, ROWS - 1);
            assertThat(again.get("revisions").asInt() + again.get("unchanged").asInt())
                    .isEqualTo(ROWS);
            Clashes.assertSame(Clashes.subjects(rest), undisturbed);
        }
    }

    /** The command that had handed over says that the monitor is gone. */
    private static boolean revisionsAreMissing(Running ingest) {
        await().atMost(Duration.ofMinutes(1)).until(() -> !ingest.isAlive());
        return ingest.err().contains("cannot be reached");
    }

    private Running run(String name) {
        return JAR.start("run", "--data-dir", data(name), "--http-port", "0");
    }

    private JsonNode ingest(String name, Path file) {
        return JAR.run("ingest", "desk", file.toString(), "--json", "--data-dir", data(name))
                .succeeded()
                .json();
    }

    private String data(String name) {
        return dir.resolve(name).toString();
    }

    private static double revisions(Rest rest) {
        Matcher counts = REVISIONS.matcher(rest.get("/metrics").body());
        double sum = 0;
        while (counts.find()) {
            sum += Double.parseDouble(counts.group(1));
        }
        return sum;
    }
}
