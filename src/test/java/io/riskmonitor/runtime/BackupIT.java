package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.Role;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runbook says of backups: a copy of a stopped monitor's directory is the monitor of that moment. */
class BackupIT {
    @TempDir
    private Path dir;

    private static int enter(ServedMonitor monitor, String id, String... headers)
            throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return monitor.send(
                        "POST",
                        "/api/v1/incidents",
                        "{\"id\":\"" + id + "\",\"type\":\"THREAT\",\"date\":\"2026-01-05\",\"lat\":14.5,\"lon\":-4.2}",
                        all)
                .statusCode();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }

    @Test
    void shouldBeAsItWasWhenItsDirectoryIsPutBack() throws Exception {
        Path data = dir.resolve("data");
        String[] bearer;
        try (ServedMonitor monitor = new ServedMonitor(data, HttpConfig.onLoopback(0))) {
            assertThat(enter(monitor, "before")).isEqualTo(201);
            bearer = new String[] {
                "Authorization",
                "Bearer "
                        + monitor.monitor()
                                .tokens()
                                .create("kept", Role.DESK, null, Caller.LOCAL_USER, Change.Surface.COMMAND)
                                .secret()
                                .text()
            };
        }
        Path backup = dir.resolve("backup");
        copy(data, backup);
        try (ServedMonitor monitor = new ServedMonitor(data, HttpConfig.onLoopback(0))) {
            assertThat(enter(monitor, "after", bearer)).isEqualTo(201);
        }

        try (ServedMonitor restored = new ServedMonitor(backup, HttpConfig.onLoopback(0))) {
            assertThat(restored.get("/api/v1/regions").statusCode()).isEqualTo(401);
            assertThat(restored.get("/api/v1/incidents/desk:before", bearer).statusCode())
                    .isEqualTo(200);
            assertThat(restored.get("/api/v1/incidents/desk:after", bearer).statusCode())
                    .isEqualTo(404);
            assertThat(enter(restored, "after", bearer)).isEqualTo(201);
        }
    }
}
