package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostClockTest {
    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest(name = "{0} ms by the clock while {1} ms pass")
    @CsvSource({
        "1000, 1000, false",
        "-3000, 1000, false",
        "-4001, 1000, true",
        "-259200000, 1000, true",
        "259200000, 1000, false",
        // Held up for an hour, which no clock has to do with.
        "3600000, 3600000, false",
        "0, 60000, true"
    })
    void shouldNoticeAClockThatIsSetBack(long byTheClock, long passed, boolean back) {
        try (HostClock clock = new HostClock(millis::get, nanos::get)) {
            millis.addAndGet(byTheClock);
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(passed));
            clock.look();
            assertThat(clock.wentBack()).isEqualTo(back);

            millis.addAndGet(1000);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            clock.look();
            assertThat(clock.wentBack()).isEqualTo(back);
        }
    }
}
