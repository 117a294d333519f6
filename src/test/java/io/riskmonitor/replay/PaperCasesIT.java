package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.testing.LiveMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases that the paper names, and what the monitor would have said of them: MODEL.md's table is what a run says. */
class PaperCasesIT {
    private static final Path MODEL = Path.of("src/docs/MODEL.md");
    private static final List<Case> CASES = List.of(
            new Case("2013-10-gao-bridge", "2013-10-01", "2013-10-31", "region/gao"),
            new Case("2015-11-20-radisson-blu", "2015-11-20", "2015-11-20", "region/bamako", "project/third-bridge"),
            new Case("2016-05-31-gao-camp", "2016-05-31", "2016-06-01", "region/gao", "project/gao-hospital-camp"),
            new Case(
                    "2017-12-fibre-workers", "2017-12-01", "2017-12-31", "region/mopti", "project/zte-sotelma-network"),
            new Case("2020-08-18-coup", "2020-08-18", "2020-08-19", "region/bamako", "project/third-bridge"));

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static ReplayEngine engine;

    @SuppressWarnings("NullAway.Init")
    private static RunFolder run;

    /** An incident of the built-in history, its days, and the subjects that it bears on. */
    private record Case(String id, LocalDate first, LocalDate last, List<String> subjects) {
        Case(String id, String first, String last, String... subjects) {
            this(id, LocalDate.parse(first), LocalDate.parse(last), List.of(subjects));
        }

        String incident() {
            return "history:" + id;
        }

        Instant before() {
            return startOf(first);
        }

        Instant on() {
            return startOf(last.plusDays(1));
        }

        Instant after() {
            return startOf(last.plusDays(8));
        }

        private static Instant startOf(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    @BeforeAll
    static void replay() throws IOException {
        MonitorConfig config = LiveMonitor.config(dir.resolve("data"), Duration.ofSeconds(1), null);
        World world = World.load(config);
        engine = ReplayEngine.open(config);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        ReplayManifest manifest = ReplayManifest.of(
                new ReplayManifest.Program("test", "unknown"),
                ReplayInputs.history(world.regions(), now),
                ReplaySpan.of(
                        Instant.parse("2013-09-01T00:00:00Z"),
                        Instant.parse("2020-09-01T00:00:00Z"),
                        Duration.ofDays(1),
                        now),
                Knowledge.AS_KNOWN,
                world);
        Path out = dir.resolve("cases");
        new ReplayRuns(config, engine).run(manifest, new ReplayRuns.Settings("cases", out, 1, 2), reached -> {});
        run = RunFolder.read(out);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static String told(String subject, Instant at) {
        TreeMap<Instant, RunFolder.Score> scores =
                Objects.requireNonNull(run.scores().get(subject));
        RunFolder.Score score = scores.floorEntry(at).getValue();
        return score.score() == null
                ? "not known"
                : String.format(Locale.ROOT, "%.1f %s", score.score(), score.level());
    }

    private static String row(Case one, String subject) {
        String alerts = run.alerts().values().stream()
                .filter(alert -> alert.evidence().contains(one.incident()))
                .filter(alert ->
                        alert.subject().equals(subject) || alert.subject().startsWith("country/"))
                .filter(alert -> !alert.raisedAt().isBefore(one.before())
                        && !alert.raisedAt().isAfter(one.after()))
                .map(alert -> alert.kind() + " " + alert.subject() + " on "
                        + alert.raisedAt().toString().substring(0, 10))
                .sorted()
                .distinct()
                .collect(Collectors.joining(", "));
        return "| " + one.id() + " | " + subject + " | " + told(subject, one.before()) + " | " + told(subject, one.on())
                + " | " + told(subject, one.after()) + " | " + (alerts.isEmpty() ? "none" : alerts) + " |";
    }

    @Test
    void shouldSayInTheModelsDocumentWhatARunSays() throws IOException {
        List<String> rows = CASES.stream()
                .flatMap(one -> one.subjects().stream().map(subject -> row(one, subject)))
                .toList();
        List<String> documented = Files.readString(MODEL)
                .lines()
                .filter(line -> CASES.stream().anyMatch(one -> line.startsWith("| " + one.id() + " |")))
                .toList();
        assertThat(documented).as(String.join("\n", rows)).isEqualTo(rows);
    }

    /** Whatever it says before, it knows on the day, and fades after. */
    @Test
    void shouldKnowOfEachCaseOnceItIsRecordedAndNotBefore() {
        for (Case one : CASES) {
            for (String subject : one.subjects()) {
                RunFolder.Score on = Objects.requireNonNull(
                        Objects.requireNonNull(run.scores().get(subject)).get(one.on()), one + " " + subject);
                Map<String, Double> then = run.hazards(on.place(), one.on());
                assertThat(then).as("%s on the day, at %s", one, on.place()).containsKey(one.incident());
                assertThat(run.hazards(on.place(), one.on().minus(Duration.ofDays(1))))
                        .as("%s the day before it was recorded", one)
                        .doesNotContainKey(one.incident());
                assertThat(run.hazards(on.place(), one.after()).get(one.incident()))
                        .as("%s a week after", one)
                        .isLessThan(then.get(one.incident()));
            }
        }
    }
}
