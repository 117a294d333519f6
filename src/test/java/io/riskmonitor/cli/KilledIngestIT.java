package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hard kill in the middle of an ingest leaves nothing behind that the next ingest does not put right. */
class KilledIngestIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final int ROWS = 15_000;
    private static final String AT = "at=2020-06-01";
    private static final Pattern REVISIONS =
            Pattern.compile("^report_revisions_total\\{[^}]*\\} ([0-9.E]+)$", Pattern.MULTILINE);

    @TempDir
    private Path dir;

    @Test
    void shouldScoreAsIfUndisturbedWhenKilledInTheMiddleOfAnIngest() throws IOException {
        Path file = manyClashes(dir.resolve("many.csv"));
        Map<String, JsonNode> undisturbed;
        try (Running monitor = run("undisturbed")) {
            assertThat(ingest("undisturbed", file).get("revisions").asInt()).isEqualTo(ROWS);
            undisturbed = subjects(new Rest(monitor.address()));
        }

        try (Running monitor = run("killed")) {
            Rest rest = new Rest(monitor.address());
            try (Running ingest = JAR.launch("ingest", "desk", file.toString(), "--data-dir", data("killed"))) {
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> revisions(rest) > 7_000);
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
            Map<String, JsonNode> restored = subjects(rest);
            assertThat(restored.keySet()).isEqualTo(undisturbed.keySet());
            undisturbed.forEach((subject, expected) -> {
                JsonNode actual = Objects.requireNonNull(restored.get(subject), subject);
                assertSame(subject, "hazard", actual, expected);
                assertSame(subject, "score", actual, expected);
                assertThat(actual.get("contributions"))
                        .as("contributions of %s", subject)
                        .isEqualTo(expected.get("contributions"));
            });
        }
    }

    private static void assertSame(String subject, String field, JsonNode actual, JsonNode expected) {
        if (expected.path(field).isNumber()) {
            assertThat(actual.get(field).asDouble())
                    .as("%s of %s", field, subject)
                    .isCloseTo(
                            expected.get(field).asDouble(),
                            within(1e-9 * Math.max(1, expected.get(field).asDouble())));
        } else {
            assertThat(actual.path(field)).isEqualTo(expected.path(field));
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

    private static Map<String, JsonNode> subjects(Rest rest) {
        Map<String, JsonNode> subjects = new TreeMap<>();
        for (String kind : new String[] {"regions", "projects"}) {
            rest.get("/api/v1/" + kind + "?" + AT)
                    .json()
                    .forEach(s -> subjects.put(kind + "/" + s.get("id").asText(), s));
        }
        return subjects;
    }

    /** Clashes all over Mali from 2018 to 2020, the same on every run. */
    private static Path manyClashes(Path file) throws IOException {
        Random random = new Random(20_201_102);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,type,date,lat,lon,uncertaintyKm,headline\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "k%d,ARMED_CLASH,%s,%.4f,%.4f,%d,A clash\n",
                        i,
                        LocalDate.of(2018, 1, 1).plusDays(random.nextInt(880)),
                        11 + 6 * random.nextDouble(),
                        -10 + 11 * random.nextDouble(),
                        random.nextInt(25)));
            }
        }
        return file;
    }
}
