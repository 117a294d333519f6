package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class PassingFaultsTest {
    private final Throwable late = new StreamsException(
            "at the commit", new TransactionAbortableException("retried in vain", new TimeoutException("no metadata")));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final PassingFaults faults = new PassingFaults(nanos::get);

    @Test
    void shouldPassWhatWasTooLateWhereverInTheChainItSays() {
        assertThat(faults.passes(late)).isTrue();
        assertThat(faults.passes(new TimeoutException("no answer"))).isTrue();
    }

    @Test
    void shouldPassACommitThatMayBeDoneAlready() {
        assertThat(faults.passes(new StreamsException("at the commit", new InvalidTxnStateException("asked again"))))
                .isTrue();
    }

    @Test
    void shouldNotPassWhatWouldComeAgain() {
        assertThat(faults.passes(new StreamsException(new RecordTooLargeException("2 MB"))))
                .isFalse();
        assertThat(faults.passes(new IllegalStateException("a defect"))).isFalse();
    }

    @Test
    void shouldNotPassMoreThanThreeInAQuarterOfAnHour() {
        for (int i = 0; i < 3; i++) {
            assertThat(faults.passes(late)).isTrue();
            pass(Duration.ofMinutes(5));
        }
        assertThat(faults.passes(late)).isFalse();

        pass(Duration.ofMinutes(1));
        assertThat(faults.passes(late)).isTrue();
        assertThat(faults.passes(late)).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
