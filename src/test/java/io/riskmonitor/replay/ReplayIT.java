package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same log gives the same answers, whatever it is run on; and those that the live monitor gave. */
class ReplayIT {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEED = 20151120;
    private static final List<String> TABLES = List.of(
            "scores.csv",
            "scores.parquet",
            "scores.om",
            "alerts.csv",
            "alerts.parquet",
            "contributions.csv",
            "contributions.parquet");
    private static final ReplaySpan SPAN = ReplaySpan.of(
            Instant.parse("2015-06-01T00:00:00Z"), Instant.parse("2016-07-01T00:00:00Z"), Duration.ofDays(1), NOW);

    @TempDir
    private static Path dir;

    private static MonitorConfig config = LiveMonitor.config(Path.of("unset"), Duration.ofSeconds(1), null);
    private static World world = World.load(config);

    @SuppressWarnings("NullAway.Init")
    private static ReplayEngine engine;

    @BeforeAll
    static void open() {
        config = LiveMonitor.config(dir.resolve("data"), Duration.ofSeconds(1), null);
        world = World.load(config);
        engine = ReplayEngine.open(config);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Path run(String name, ReplayInputs inputs, Knowledge knowledge, int partitions, int threads)
            throws IOException {
        return run(engine, config, name, inputs, SPAN, knowledge, partitions, threads);
    }

    private static Path run(
            World in, String name, ReplayInputs inputs, Knowledge knowledge, int partitions, int threads)
            throws IOException {
        return run(engine, config, in, name, inputs, SPAN, knowledge, partitions, threads);
    }

    private static Path run(
            ReplayEngine on,
            MonitorConfig of,
            String name,
            ReplayInputs inputs,
            ReplaySpan span,
            Knowledge knowledge,
            int partitions,
            int threads)
            throws IOException {
        return run(on, of, world, name, inputs, span, knowledge, partitions, threads);
    }

    private static Path run(
            ReplayEngine on,
            MonitorConfig of,
            World in,
            String name,
            ReplayInputs inputs,
            ReplaySpan span,
            Knowledge knowledge,
            int partitions,
            int threads)
            throws IOException {
        Path out = dir.resolve(name);
        ReplayManifest manifest =
                ReplayManifest.of(new ReplayManifest.Program("test", "unknown"), inputs, span, knowledge, in);
        new ReplayRuns(of, on).run(manifest, new ReplayRuns.Settings(name, out, partitions, threads), reached -> {});
        return out;
    }

    private static void assertSameBytes(Path one, Path other, List<String> files) throws IOException {
        for (String file : files) {
            assertThat(Files.mismatch(one.resolve(file), other.resolve(file)))
                    .as("where %s of %s and %s differ", file, one, other)
                    .isEqualTo(-1);
        }
    }

    private static List<NamedCsvRecord> table(Path out, String file) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(out.resolve(file))) {
            return csv.stream().toList();
        }
    }

    private static List<String> history() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ReplayIT.class.getResourceAsStream("/io/riskmonitor/history/mali-2012-2020.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void shouldGiveTheSameBytesWhateverThePartitionsThreadsAndOrderOfTheInput() throws IOException {
        List<String> shuffled = new ArrayList<>(history());
        String heading = shuffled.remove(0);
        Collections.shuffle(shuffled, new Random(SEED));
        Path file = Files.writeString(dir.resolve("shuffled.csv"), heading + "\n" + String.join("\n", shuffled) + "\n");
        Path inOrder = Files.writeString(dir.resolve("in-order.csv"), String.join("\n", history()) + "\n");
        ReplayInputs input = ReplayInputs.files(List.of(inOrder), "desk", world.regions(), NOW);

        World needing =
                new World(world.regions(), world.registry(), world.model(), Rules.needing("desk", Duration.ofDays(14)));

        Path narrow = run(needing, "narrow", input, Knowledge.AS_KNOWN, 1, 1);
        Path wide = run(needing, "wide", input, Knowledge.AS_KNOWN, 6, 3);
        Path mixed = run(
                needing,
                "mixed",
                ReplayInputs.files(List.of(file), "desk", world.regions(), NOW),
                Knowledge.AS_KNOWN,
                6,
                3);

        assertThat(table(narrow, "scores.csv")).hasSizeGreaterThan(397 * 9);
        assertThat(table(narrow, "alerts.csv"))
                .extracting(row -> row.getField("kind"))
                .contains("STALE_FEED", "TARGETED");
        assertThat(table(narrow, "scores.csv"))
                .extracting(row -> row.getField("unknownBecause").startsWith("nothing has come since"))
                .contains(true, false);
        assertSameBytes(narrow, wide, TABLES);
        assertSameBytes(narrow, wide, List.of("manifest.json"));
        assertSameBytes(narrow, mixed, TABLES);
        assertThat(dir.resolve("data").resolve("replays").resolve("narrow").resolve("state"))
                .as("state of a run that is over")
                .doesNotExist();
    }

    /** The fall of Aguelhok's garrison became known on the second day after. */
    @Test
    void shouldKnowOnlyWhatWasRecordedWhenAsKnown() throws IOException {
        ReplayInputs history = ReplayInputs.history(world.regions(), NOW);
        Path known = run("as-known", history, Knowledge.AS_KNOWN, 1, 2);
        Path latest = run("latest", history, Knowledge.LATEST, 1, 2);

        Map<String, String> toldAt = knownAt(known);
        Map<String, String> happened = knownAt(latest);
        assertThat(toldAt).containsKey("history:2012-01-24-aguelhok");
        assertThat(Instant.parse(toldAt.get("history:2012-01-24-aguelhok")))
                .isAfter(Instant.parse(happened.get("history:2012-01-24-aguelhok")));
        assertThat(Files.readString(known.resolve("manifest.json"))).contains("\"asKnown\" : true");

        RunComparison comparison = RunComparison.of(known, latest);
        assertThat(comparison.settings())
                .extracting(RunComparison.Setting::what)
                .contains("asKnown");
        assertThat(comparison.stretches())
                .as("scores that knew earlier, each with the incidents that made it so")
                .isNotEmpty()
                .anySatisfy(stretch -> assertThat(stretch.causes()).isNotEmpty());
        assertThat(RunComparison.of(latest, latest).stretches()).isEmpty();
    }

    private static Map<String, String> knownAt(Path out) throws IOException {
        return table(out, "contributions.csv").stream()
                .collect(Collectors.toMap(
                        row -> row.getField("incident"), row -> row.getField("knownAt"), (first, second) -> first));
    }

    @Test
    void shouldGiveTheLiveScoresWhenTheLiveLogIsReplayed() throws IOException {
        MonitorConfig live = LiveMonitor.config(dir.resolve("live"), Duration.ofMillis(200), null);
        try (LiveMonitor monitor = new LiveMonitor(live)) {
            monitor.enter("""
                    [{"id":"gao","type":"ARMED_CLASH","date":"2026-01-05","lat":16.27,"lon":-0.04,"fatalitiesBest":4},
                     {"id":"sukala","type":"ATTACK_ON_CIVILIANS","date":"2026-01-20","lat":13.92,"lon":-6.01,
                      "fatalitiesBest":2}]""");
            monitor.enter("""
                    [{"id":"gao","type":"ARMED_CLASH","date":"2026-01-05","lat":16.27,"lon":-0.04,"fatalitiesBest":9}]""");
            Instant at = monitor.monitor().settle();
            monitor.monitor().announce(Map.of());

            Path out;
            try (ReplayEngine beside = ReplayEngine.open(live)) {
                ReplaySpan span = ReplaySpan.of(at.minus(Duration.ofDays(2)), at, Duration.ofDays(1), at);
                ReplayInputs log = ReplayInputs.log(beside.liveLog());
                out = run(beside, live, "live-again", log, span, Knowledge.AS_KNOWN, 2, 2);
            }

            Map<String, NamedCsvRecord> last = new TreeMap<>();
            table(out, "scores.csv").forEach(row -> last.put(row.getField("subject"), row));
            Set<String> moved = new TreeSet<>();
            last.forEach((subject, row) -> {
                double hazard = Double.parseDouble(row.getField("hazard"));
                assertThat(hazard)
                        .as(row.toString())
                        .isEqualTo(liveHazard(monitor, subject, Instant.parse(row.getField("asOf"))));
                if (hazard > 0) {
                    moved.add(subject);
                }
            });
            assertThat(moved).contains("region/gao", "region/segou", "project/gao-hospital-camp", "project/sukala");
        }
    }

    private static double liveHazard(LiveMonitor monitor, String subject, Instant at) {
        return Stream.concat(
                        monitor.monitor().queries().regions(at).stream(),
                        monitor.monitor().queries().projects(at).stream())
                .filter(view -> subject.equals(view.kind() + "/" + view.id()))
                .mapToDouble(SubjectView::hazard)
                .findFirst()
                .orElseThrow();
    }
}
