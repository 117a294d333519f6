package io.riskmonitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Any bytes at all: no parser crashes, hangs or leaves a row without an account, and what one hands out fits into a record.
 *
 * <p>An ordinary run reads the corpus beside this class. {@code mvn -Pfuzz -Dfuzz=ucdp test} searches for ten minutes,
 * guided by coverage; what it finds is put into the corpus.
 */
class ParserFuzzTest {
    private static final String TEN_MINUTES = "10m";
    private static final int RECORD_BYTES = 1_000_000;

    @FuzzTest(maxDuration = TEN_MINUTES)
    void ucdp(byte[] file) throws IOException {
        read(new UcdpAdapter(), file);
    }

    @FuzzTest(maxDuration = TEN_MINUTES)
    void desk(byte[] file) throws IOException {
        read(new DeskAdapter("desk"), file);
    }

    @FuzzTest(maxDuration = TEN_MINUTES)
    void acled(byte[] file) throws IOException {
        read(new AcledAdapter(), file);
    }

    @FuzzTest(maxDuration = TEN_MINUTES)
    void kika(byte[] file) throws IOException {
        read(new KikaAdapter(), file);
    }

    @FuzzTest(maxDuration = TEN_MINUTES)
    void gdelt(byte[] file) throws IOException {
        read(new GdeltAdapter(), file);
    }

    @FuzzTest(maxDuration = TEN_MINUTES)
    void cap(byte[] file) throws IOException {
        read(new CapAdapter(), file);
    }

    private static void read(ReportAdapter adapter, byte[] file) throws IOException {
        long[] rows = new long[1];
        try {
            adapter.read(new ByteArrayInputStream(file), Readings.context(null), outcome -> {
                assertThat(outcome.row()).isEqualTo(++rows[0]);
                if (outcome instanceof RowOutcome.Accepted accepted) {
                    Revision revision = accepted.revision();
                    assertThat(revision.recordedAt()).isBeforeOrEqualTo(Readings.RECORDED_AT);
                    assertThat(JsonText.of(revision).length()).isLessThan(RECORD_BYTES);
                } else if (outcome instanceof RowOutcome.Refused refused) {
                    assertThat(refused.reason()).isNotBlank();
                    assertThat(refused.value().length() + refused.raw().length())
                            .isLessThan(RECORD_BYTES);
                }
            });
        } catch (UnreadableFileException e) {
            assertThat(e).hasMessageContaining("test-file");
        }
    }
}
