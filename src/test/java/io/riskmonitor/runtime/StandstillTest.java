package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private final AtomicLong left = new AtomicLong(3);

    @Test
    void shouldWaitForAsLongAsSomethingGetsDone() {
        Standstill standstill = new Standstill(Duration.ZERO, left::get);

        assertThat(standstill.isReached()).isFalse();
        left.set(2);
        assertThat(standstill.isReached()).isFalse();
        left.set(1);
        assertThat(standstill.isReached()).isFalse();
        assertThat(standstill.isReached()).isTrue();
    }

    @Test
    void shouldNotTakeMoreWorkForProgress() {
        Standstill standstill = new Standstill(Duration.ZERO, left::get);

        assertThat(standstill.isReached()).isFalse();
        left.set(9);
        assertThat(standstill.isReached()).isTrue();
    }

    @Test
    void shouldAskNothingBeforeItsPatienceIsAtAnEnd() {
        Standstill standstill = new Standstill(Duration.ofDays(1), () -> {
            throw new AssertionError("asked");
        });

        assertThat(standstill.isReached()).isFalse();
    }
}
