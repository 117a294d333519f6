package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.broker.DataDirLock;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed goes on where it was, and nobody can tell by its outputs. */
class KilledReplayIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final long MIDDLE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path dir;

    private String[] replay(String out) {
        return new String[] {
            "replay",
            "--history",
            "--as-known",
            "--from",
            "2015-01-01",
            "--to",
            "2015-12-31",
            "--tick",
            "3h",
            "--out",
            dir.resolve(out).toString(),
            "--data-dir",
            dir.resolve("data-" + out).toString()
        };
    }

    /** Records of scores of regions, as far as the process's own broker can be asked. */
    private long regionScores(String out) {
        Optional<String> bootstrap =
                DataDirLock.owner(dir.resolve("data-" + out)).map(owner -> owner.get("bootstrap"));
        if (bootstrap.isEmpty()) {
            return 0;
        }
        TopicPartition scores = new TopicPartition("replay." + out + ".region-risk", 0);
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap.get(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1_000))) {
            return admin.listOffsets(Map.of(scores, OffsetSpec.latest()))
                    .partitionResult(scores)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            return 0; // not there yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldWriteTheSameBytesWhenKilledInTheMiddleAndStartedAgain() throws IOException {
        JAR.run(replay("undisturbed")).succeeded();
        try (Running run = JAR.launch(replay("killed"))) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !run.isAlive() || regionScores("killed") > MIDDLE);
            assertThat(run.isAlive()).as(run.err()).isTrue();
            run.kill();
        }
        assertThat(dir.resolve("killed")).doesNotExist();

        JAR.run(replay("killed")).succeeded();

        for (String file : List.of(
                "scores.csv",
                "scores.parquet",
                "scores.om",
                "alerts.csv",
                "alerts.parquet",
                "contributions.csv",
                "contributions.parquet",
                "manifest.json")) {
            assertThat(Files.mismatch(
                            dir.resolve("undisturbed").resolve(file),
                            dir.resolve("killed").resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
        assertThat(Files.readString(dir.resolve("killed").resolve("manifest.json")))
                .contains("\"gitVersion\"")
                .doesNotContain("unpacked");
    }
}
