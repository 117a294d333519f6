package io.riskmonitor.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.Clashes;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Outcome;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fills up under a running monitor, slowly and in one go: it says so, loses nothing, and goes on when there is room. */
class FullDiskIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ROWS = 2_000;
    private static final String SIZE = "900m";
    private static final int MEGABYTE = 1024 * 1024;

    @SuppressWarnings("NullAway.Init")
    private static Path file;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, JsonNode> undisturbed;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @AutoClose
    @SuppressWarnings("NullAway.Init")
    private SmallDisk disk;

    @BeforeAll
    static void ingestUndisturbed(@TempDir Path elsewhere) throws IOException {
        file = Clashes.write(elsewhere.resolve("clashes.csv"), ROWS);
        String data = elsewhere.resolve("data").toString();
        try (Running monitor = JAR.start("run", "--data-dir", data, "--http-port", "0")) {
            JAR.run("ingest", "desk", file.toString(), "--data-dir", data).succeeded();
            undisturbed = Clashes.subjects(new Rest(monitor.address()));
        }
    }

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(dir.resolve("disk"), SIZE);
    }

    @Test
    void shouldTakeNothingInUntilThereIsRoomAgain() throws Exception {
        try (Running monitor = start()) {
            Rest rest = new Rest(monitor.address());
            assertThat(rest.get("/metrics").body()).contains("data_disk_full 0.0");
            fill(100);
            await().atMost(PATIENCE)
                    .until(() -> rest.get("/health/ready").status() == 503
                            && rest.get("/health/ready").body().contains("disk is full"));
            assertThat(rest.get("/metrics").body()).contains("data_disk_full 1.0");
            assertThat(monitor.err()).containsPattern("ERROR .*is full: \\d+ MB of room left");

            Outcome refused = ingest();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("disk is full");
            assertThat(rest.get("/api/v1/regions").status()).isEqualTo(200);
            assertThat(rest.get("/health/live").status()).isEqualTo(200);

            Files.delete(filler());
            await().atMost(PATIENCE).until(() -> rest.get("/health/ready").status() == 200);
            assertThat(rest.get("/metrics").body()).contains("data_disk_full 0.0");
            assertThat(ingest().succeeded().json().get("revisions").asInt()).isEqualTo(ROWS);
            Clashes.assertSame(Clashes.subjects(rest), undisturbed);
        }
    }

    @Test
    void shouldEndWithAReasonAndLoseNothingWhenTheDiskFillsInOneGo() throws Exception {
        try (Running monitor = start();
                Running ingest = launch()) {
            await().atMost(PATIENCE)
                    .until(() -> new Rest(monitor.address())
                            .get("/metrics")
                            .body()
                            .contains("report_revisions_total{source=\"desk\""));
            fill(0);
            // Whichever comes first: the broker that cannot write, or the watch that stops all writing.
            await().atMost(PATIENCE).until(() -> !monitor.isAlive() || saysItIsFull(monitor));
            boolean ended = monitor.endsWithin(5, TimeUnit.SECONDS);
            if (ended) {
                assertThat(monitor.stop()).isNotZero();
                assertThat(monitor.err()).contains("No space left on device", "see to the disk and start again");
            } else {
                monitor.kill();
            }
            ingest.kill();
        }

        Outcome refused = JAR.run("run", "--data-dir", data(), "--http-port", "0");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("MB of room left").contains("nothing is lost");

        Files.delete(filler());
        try (Running monitor = start()) {
            JsonNode again = ingest().succeeded().json();
            assertThat(again.get("revisions").asInt() + again.get("unchanged").asInt())
                    .isEqualTo(ROWS);
            Clashes.assertSame(Clashes.subjects(new Rest(monitor.address())), undisturbed);
        }
    }

    private static boolean saysItIsFull(Running monitor) {
        try {
            return new Rest(monitor.address()).get("/health/ready").body().contains("disk is full");
        } catch (UncheckedIOException e) {
            return false; // it is ending
        }
    }

    private Running start() {
        return JAR.start("run", "--data-dir", data(), "--http-port", "0");
    }

    private Outcome ingest() {
        return JAR.run("ingest", "desk", file.toString(), "--json", "--data-dir", data());
    }

    private Running launch() {
        return JAR.launch("ingest", "desk", file.toString(), "--data-dir", data());
    }

    private String data() {
        return disk.folder().resolve("data").toString();
    }

    private Path filler() {
        return disk.folder().resolve("filler");
    }

    /** Writes until so much room is left; for none, until the disk takes not a byte more. */
    private void fill(int megabytes) throws IOException {
        byte[] block = new byte[megabytes == 0 ? 4096 : MEGABYTE];
        long room = (long) megabytes * MEGABYTE;
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (Files.getFileStore(disk.folder()).getUsableSpace() > room) {
                out.write(block);
            }
        } catch (IOException e) {
            if (megabytes > 0) {
                throw e;
            }
        }
    }
}
