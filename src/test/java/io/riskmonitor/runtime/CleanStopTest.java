package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanStopTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path application;

    @BeforeEach
    void leaveStateBehind() throws IOException {
        Files.createDirectories(application.resolve("1_0/rocksdb/reports"));
        Files.writeString(application.resolve("1_0/rocksdb/reports/000007.sst"), "rows");
        Files.createDirectories(application.resolve("global"));
        Files.writeString(application.resolve("kafka-streams-process-metadata"), "{}");
    }

    @Test
    void shouldKeepTheStateWhenTheLastRunStoppedCleanly() {
        CleanStop.begin(application).end();
        leave();

        CleanStop.begin(application);

        assertThat(application.resolve("1_0/rocksdb/reports/000007.sst")).exists();
    }

    private void leave() {
        try {
            leaveStateBehind();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldRemoveTheStateButNotTheProcessesIdWhenTheLastRunWasKilled() {
        CleanStop.begin(application);

        assertThat(application).isDirectoryContaining(path -> path.endsWith("kafka-streams-process-metadata"));
        assertThat(application.resolve("1_0")).doesNotExist();
        assertThat(application.resolve("global")).doesNotExist();
    }

    @Test
    void shouldTrustOneCleanStopForOneStartOnly() {
        CleanStop.begin(application).end();
        CleanStop.begin(application);
        leave();

        CleanStop.begin(application);

        assertThat(application.resolve("1_0")).doesNotExist();
    }

    @Test
    void shouldBeginWhenThereIsNoDirectoryYet() {
        Path none = application.resolve("none");

        CleanStop.begin(none).end();

        assertThat(none).isNotEmptyDirectory();
    }
}
