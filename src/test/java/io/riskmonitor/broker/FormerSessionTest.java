package io.riskmonitor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerSessionTest {
    @TempDir
    private Path logs;

    @Test
    void shouldBeLeftOpenWhenThereAreTransactionsAndNoMarkOfACleanStop() throws IOException {
        Files.createDirectory(logs.resolve("__transaction_state-0"));
        assertThat(FormerSession.isLeftOpen(logs)).isTrue();
        Files.createFile(logs.resolve(".kafka_cleanshutdown"));
        assertThat(FormerSession.isLeftOpen(logs)).isFalse();
    }

    @Test
    void shouldNotBeLeftOpenWhenTheNodeIsNewOrHasNeverCommitted() throws IOException {
        assertThat(FormerSession.isLeftOpen(logs.resolve("new"))).isFalse();
        Files.createDirectory(logs.resolve("report-revisions-0"));
        assertThat(FormerSession.isLeftOpen(logs)).isFalse();
    }
}
