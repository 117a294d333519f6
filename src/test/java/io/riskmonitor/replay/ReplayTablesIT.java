package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables written onto a disk that fills. */
class ReplayTablesIT {
    private static final Instant FROM = Instant.parse("2015-01-01T00:00:00Z");
    private static final List<String> ORDER = List.of("scores.om", "scores.csv", "scores.parquet");
    private static final int ROWS = 2_000;
    private static final int BLOCK = 4_096;

    @TempDir
    private Path dir;

    private final ReplayTables tables = new ReplayTables(FROM);

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        tables.write(folder, new OpenMetricsFile(Models.plain(), List.of()));
    }

    private static RiskScore score(int hour) {
        double hazard = Math.sqrt(hour);
        return new RiskScore(
                "region/gao",
                FROM.plus(Duration.ofHours(hour)),
                hazard,
                List.of(hazard, hazard, hazard),
                hazard,
                null,
                null,
                null,
                null,
                hazard,
                Level.MODERATE,
                null,
                0.1,
                0.01,
                null,
                null,
                true,
                hour,
                "test");
    }

    /** Whichever file the disk is full within: on a JDK before 19 some writers would leave it open. */
    @Test
    void shouldLeaveNoFileOpenWhenTheDiskIsFull() throws IOException {
        for (int hour = 0; hour < ROWS; hour++) {
            tables.score(score(hour));
        }
        Path whole = dir.resolve("whole");
        write(whole);

        long room = 0;
        try (SmallDisk disk = SmallDisk.mount(dir.resolve("disk"), "64m")) {
            for (String name : ORDER) {
                long size = Files.size(whole.resolve(name));
                assertThat(size).as(name).isGreaterThan(4 * BLOCK);
                disk.resize(String.valueOf((room + size / 2) / BLOCK * BLOCK));
                room += (size + BLOCK) / BLOCK * BLOCK;
                Path folder = disk.folder().resolve(name);

                assertThatThrownBy(() -> write(folder)).as(name).hasMessageContaining("No space left on device");
                assertThat(folder.resolve(name)).as("where the disk was full").exists();
                assertThat(disk.openFiles()).as(name).isEmpty();

                for (String written : ORDER) {
                    Files.deleteIfExists(folder.resolve(written));
                }
                Files.delete(folder);
            }
        }
    }
}
