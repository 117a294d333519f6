package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.risk.Tick;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskClockTest {
    private static final Instant T = Instant.parse("2020-06-01T00:00:00Z");

    private final KeyValueStore<String, Long> marks = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("clock"), Serdes.String(), Serdes.Long())
            .withLoggingDisabled()
            .build();
    private final TaskClock clock = new TaskClock(marks);

    @BeforeEach
    void openStore() {
        marks.init(new MockProcessorContext<>().getStateStoreContext(), marks);
    }

    private static Tick tick(int partition, int of, long seconds) {
        return new Tick(T.plusSeconds(seconds), partition, of);
    }

    @Test
    void shouldKnowNoTimeWhenAPartitionHasNotTickedYet() {
        assertThat(clock.now()).isEmpty();
        assertThat(clock.advance(tick(0, 3, 0))).isEmpty();
        assertThat(clock.advance(tick(2, 3, 5))).isEmpty();
        assertThat(clock.now()).isEmpty();
        assertThat(clock.advance(tick(1, 3, 9))).contains(T);
        assertThat(clock.now()).contains(T);
    }

    @Test
    void shouldBeTheEarliestWhenPartitionsTickAtDifferentPaces() {
        clock.advance(tick(0, 2, 0));
        clock.advance(tick(1, 2, 0));
        assertThat(clock.advance(tick(0, 2, 30))).as("partition 1 lags").isEmpty();
        assertThat(clock.advance(tick(0, 2, 60))).isEmpty();
        assertThat(clock.advance(tick(1, 2, 40))).contains(T.plusSeconds(40));
        assertThat(clock.advance(tick(1, 2, 90))).contains(T.plusSeconds(60));
    }

    @Test
    void shouldNotMoveWhenATickIsRepeatedOrIsAMomentBehind() {
        assertThat(clock.advance(tick(0, 1, 100))).contains(T.plusSeconds(100));
        assertThat(clock.advance(tick(0, 1, 100))).isEmpty();
        assertThat(clock.advance(tick(0, 1, 99))).isEmpty();
        assertThat(clock.advance(tick(0, 1, 40)))
                .as("a minute behind is jitter")
                .isEmpty();
        assertThat(clock.now()).contains(T.plusSeconds(100));
        assertThat(clock.advance(tick(0, 1, 101))).contains(T.plusSeconds(101));
    }

    @Test
    void shouldStepBackWhenTheClockIsPutRight() {
        clock.advance(tick(0, 2, 100_000));
        clock.advance(tick(1, 2, 100_000));
        assertThat(clock.advance(tick(0, 2, 10))).contains(T.plusSeconds(10));
        assertThat(clock.advance(tick(1, 2, 10))).isEmpty();
        assertThat(clock.advance(tick(0, 2, 20))).isEmpty();
        assertThat(clock.advance(tick(1, 2, 20))).contains(T.plusSeconds(20));
    }

    @Test
    void shouldWaitForTheNewPartitionWhenTheLogGrows() {
        clock.advance(tick(0, 1, 0));
        assertThat(clock.advance(tick(0, 2, 10))).isEmpty();
        assertThat(clock.advance(tick(1, 2, 11))).contains(T.plusSeconds(10));
    }

    @Test
    void shouldGoOnWhereItStoodWhenTheTaskIsRestored() {
        clock.advance(tick(0, 2, 0));
        clock.advance(tick(1, 2, 5));
        TaskClock restored = new TaskClock(marks);
        assertThat(restored.now()).contains(T);
        assertThat(restored.advance(tick(0, 2, 7))).contains(T.plusSeconds(5));
    }
}
