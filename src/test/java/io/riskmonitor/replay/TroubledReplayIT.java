package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over files that are not as they should be, and onto a disk that fills. */
class TroubledReplayIT {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String HEADING = "id,type,occurredFrom,lat,lon,fatalitiesBest,headline,recordedAt\n";
    private static final String LATE = "late,ARMED_CLASH,2019-03-01,16.27,-0.04,3,A clash,2019-03-02T00:00:00Z\n";
    private static final String EARLY = "early,ARMED_CLASH,2012-03-01,16.27,-0.04,3,A clash,2012-03-02T00:00:00Z\n";
    private static final String FUTURE = "future,ARMED_CLASH,2999-03-01,16.27,-0.04,3,A clash,2999-03-02T00:00:00Z\n";

    @TempDir
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static MonitorConfig config;

    @SuppressWarnings("NullAway.Init")
    private static World world;

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

    private static ReplayManifest manifest(ReplayInputs inputs, String from, String to, Duration tick) {
        return ReplayManifest.of(
                new ReplayManifest.Program("test", "unknown"),
                inputs,
                ReplaySpan.of(Instant.parse(from), Instant.parse(to), tick, NOW),
                Knowledge.AS_KNOWN,
                world);
    }

    private static void run(ReplayManifest manifest, String name, Path out) throws IOException {
        new ReplayRuns(config, engine).run(manifest, new ReplayRuns.Settings(name, out, 1, 1), reached -> {});
    }

    /** The later incident first, seven years of nothing between the two, and one that has not happened yet. */
    @Test
    void shouldReplayAFileThatIsOutOfOrderHasGapsOfYearsAndReachesIntoTheFuture() throws IOException {
        Path file = Files.writeString(dir.resolve("troubled.csv"), HEADING + LATE + FUTURE + EARLY);
        ReplayInputs inputs = ReplayInputs.files(List.of(file), "desk", world.regions(), NOW);
        assertThat(inputs.rows()).isEqualTo(3);
        assertThat(inputs.refused()).as("what is to come").isEqualTo(1);

        run(
                manifest(inputs, "2012-01-01T00:00:00Z", "2019-06-01T00:00:00Z", Duration.ofDays(1)),
                "troubled",
                dir.resolve("out"));

        RunFolder out = RunFolder.read(dir.resolve("out"));
        Map<Instant, RunFolder.Score> gao = Objects.requireNonNull(out.scores().get("region/gao"));
        assertThat(score(gao, "2012-02-29T00:00:00Z")).isZero();
        assertThat(score(gao, "2012-03-02T00:00:00Z")).isPositive();
        assertThat(score(gao, "2019-02-28T00:00:00Z"))
                .as("seven years later")
                .isNotNegative()
                .isLessThan(0.1);
        assertThat(score(gao, "2019-03-02T00:00:00Z")).isGreaterThan(1);
        assertThat(Files.readString(dir.resolve("out").resolve("manifest.json")))
                .contains("\"rowsLeftOut\" : 1");
        assertThat(dir.resolve("out").resolve("contributions.csv")).content().doesNotContain("future");
    }

    private static double score(Map<Instant, RunFolder.Score> scores, String at) {
        RunFolder.Score score = Objects.requireNonNull(scores.get(Instant.parse(at)), at);
        return Objects.requireNonNull(score.score(), at);
    }

    @Test
    void shouldLeaveNothingBehindWhenTheDiskFillsAndGoOnWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(dir.resolve("disk"), "1m")) {
            Path out = disk.folder().resolve("year");
            ReplayManifest year = manifest(
                    ReplayInputs.history(world.regions(), NOW),
                    "2015-01-01T00:00:00Z",
                    "2016-01-01T00:00:00Z",
                    Duration.ofDays(1));

            assertThatThrownBy(() -> run(year, "year", out))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("year", "No space left on device", "the same command goes on");
            assertThat(disk.openFiles()).isEmpty();
            assertThat(disk.folder()).isEmptyDirectory();
            RunView failed = replays().find("year");
            assertThat(failed.state()).isEqualTo(RunState.FAILED);
            assertThat(failed.reason()).contains("No space left on device");

            disk.resize("64m");
            run(year, "year", out);
            assertThat(out.resolve("manifest.json")).isNotEmptyFile();
            assertThat(replays().find("year").state()).isEqualTo(RunState.FINISHED);
        }
    }

    private static Replays replays() {
        return new Replays(dir.resolve("data"), () -> engine, System::nanoTime);
    }
}
