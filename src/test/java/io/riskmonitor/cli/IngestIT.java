package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Outcome;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files through the command line: revisions, corrections, dead letters, and what they make of the scores. */
class IngestIT {
    private static final MonitorJar JAR = MonitorJar.quick();

    @TempDir
    private Path dir;

    private record Place(double lat, double lon, int best) {}

    @Test
    void shouldScoreAndCorrectWhenRealFilesComeOneAfterAnother() throws Exception {
        Path liptako = SharedData.file("ucdp/ged211_liptako_14col.csv");
        Path webExport = SharedData.file("ucdp/ged_web_export_burkina_2016_2023.csv");
        Path broken = SharedData.file("ucdp/candidate_26_0_4_broken_dates.csv");

        Outcome alone = ingest(liptako);
        assertThat(alone.err()).contains("no monitor is running");
        JsonNode first = alone.json();
        assertThat(first.get("rows").asInt()).isEqualTo(1_541);
        assertThat(first.get("revisions").asInt() + first.get("deadLetters").asInt())
                .isEqualTo(1_541);
        assertThat(sum(first.get("byType"))).isEqualTo(first.get("revisions").asInt());
        assertThat(sum(first.get("byRegion"))).isEqualTo(first.get("revisions").asInt());

        try (Running monitor = JAR.start("run", "--data-dir", dir.toString(), "--http-port", "0")) {
            Rest rest = new Rest(monitor.address());
            JsonNode regions = JAR.run("regions", "--at", "2020-06-01", "--json", "--data-dir", dir.toString())
                    .succeeded()
                    .json();
            assertThat(worst(regions).get("id").asText()).isEqualTo("mopti");
            assertThat(named(regions, "kayes").get("level").asText()).isEqualTo("LOW");

            JsonNode again = ingest(liptako).json();
            assertThat(again.get("unchanged").asInt()).isEqualTo(1_541);
            assertThat(again.get("revisions").asInt()
                            + again.get("retractions").asInt()
                            + again.get("deadLetters").asInt())
                    .isZero();
            assertThat(JAR.run("regions", "--at", "2020-06-01", "--json", "--data-dir", dir.toString())
                            .json())
                    .isEqualTo(regions);

            Set<String> shared = ids(liptako);
            shared.retainAll(ids(webExport));
            assertThat(shared).hasSize(392);
            assertThat(incidents(rest)).isEqualTo(1_541);
            Map<String, Place> before = places(rest, shared);
            JsonNode corrected = ingest(webExport).json();
            assertThat(corrected.get("rows").asInt()).isEqualTo(1_504);
            assertThat(corrected.get("revisions").asInt()).isEqualTo(1_504);
            assertThat(incidents(rest)).isEqualTo(1_541 + 1_504 - 392);
            Map<String, Place> after = places(rest, shared);
            assertThat(shared.stream().filter(id -> moved(known(before, id), known(after, id))))
                    .hasSize(20);
            assertThat(shared.stream()
                            .filter(id ->
                                    known(before, id).best() != known(after, id).best()))
                    .hasSize(1);

            Outcome refused = ingest(broken);
            assertThat(refused.json().get("deadLetters").asInt()).isEqualTo(1_675);
            assertThat(refused.json().get("revisions").asInt()).isZero();
            assertThat(refused.err()).contains("1675 rows were refused");
            assertThat(incidents(rest)).isEqualTo(1_541 + 1_504 - 392);
            JsonNode letters = JAR.run("dead-letters", "--source", "ucdp", "--json", "--data-dir", dir.toString())
                    .succeeded()
                    .json();
            assertThat(letters).hasSize(1_675).allSatisfy(letter -> {
                assertThat(letter.get("field").asText()).isEqualTo("date_start");
                assertThat(letter.get("value").asText()).isEqualTo("00:00.0");
                assertThat(letter.get("row").asInt()).isPositive();
                assertThat(letter.get("reason").asText()).isEqualTo("invalid-date");
            });
        }
    }

    private Outcome ingest(Path file) {
        return JAR.run("ingest", "ucdp", file.toString(), "--json", "--data-dir", dir.toString())
                .succeeded();
    }

    private static int incidents(Rest rest) {
        return IntStream.rangeClosed(1989, 2026)
                .map(year -> rest.get("/api/v1/incidents?limit=1000&from=" + year + "-01-01&to=" + year + "-12-31")
                        .json()
                        .size())
                .sum();
    }

    private static Map<String, Place> places(Rest rest, Set<String> ids) {
        Map<String, Place> places = new TreeMap<>();
        for (String id : ids) {
            JsonNode account = rest.get("/api/v1/incidents/ucdp:" + id).json().get("account");
            JsonNode point = account.get("location").get("point");
            places.put(
                    id,
                    new Place(
                            point.get("lat").asDouble(),
                            point.get("lon").asDouble(),
                            account.get("fatalities").get("best").asInt()));
        }
        return places;
    }

    private static Place known(Map<String, Place> places, String id) {
        return Objects.requireNonNull(places.get(id), id);
    }

    /** By a metre or more: one of the rows differs in the sixth decimal, which is rounding. */
    private static boolean moved(Place one, Place other) {
        return Math.abs(one.lat() - other.lat()) > 1e-5 || Math.abs(one.lon() - other.lon()) > 1e-5;
    }

    /** The first column of both files is the id; a row may span lines, which then do not begin with a number. */
    private static Set<String> ids(Path file) throws Exception {
        Set<String> ids = new HashSet<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String first = line.split(",", 2)[0].replace("\"", "");
            if (first.matches("\\d+")) {
                ids.add(first);
            }
        }
        return ids;
    }

    private static JsonNode worst(JsonNode subjects) {
        return list(subjects).stream()
                .max(Comparator.comparingDouble(subject -> subject.get("score").asDouble()))
                .orElseThrow();
    }

    private static JsonNode named(JsonNode subjects, String id) {
        return list(subjects).stream()
                .filter(subject -> subject.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static int sum(JsonNode counts) {
        return list(counts).stream().mapToInt(JsonNode::asInt).sum();
    }
}
