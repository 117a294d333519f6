package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedPulseTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final FeedPulse NONE = FeedPulse.none("acled");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static List<Instant> moments(long seed) {
        Random random = new Random(seed);
        return random.longs(random.nextInt(100), 0, Duration.ofDays(3).toSeconds())
                .mapToObj(START::plusSeconds)
                .toList();
    }

    private static FeedPulse heard(List<Instant> moments) {
        FeedPulse pulse = NONE;
        for (Instant moment : moments) {
            pulse = pulse.with(moment);
        }
        return pulse;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeTheSameInWhateverOrderAndHoweverOftenItIsHeard(long seed) {
        List<Instant> moments = moments(seed);
        List<Instant> shuffled = new ArrayList<>(moments);
        shuffled.addAll(moments.subList(0, moments.size() / 2));
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(heard(shuffled)).isEqualTo(heard(moments));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeTheSameOverHoweverManyPartitionsItIsHeard(long seed) {
        List<Instant> moments = moments(seed);
        Random random = new Random(seed);
        List<List<Instant>> partitions = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        moments.forEach(moment -> partitions.get(random.nextInt(3)).add(moment));
        FeedPulse merged = NONE;
        for (List<Instant> partition : partitions) {
            merged = merged.with(heard(partition));
        }

        assertThat(merged).isEqualTo(heard(moments));
    }

    @Test
    void shouldRememberTheLatestMinutesOnly() {
        FeedPulse pulse = NONE;
        for (int minute = 0; minute < 100; minute++) {
            pulse = pulse.with(START.plusSeconds(minute * 60L + 59)).with(START.plusSeconds(minute * 60L));
        }

        assertThat(pulse.moments())
                .hasSize(FeedPulse.MOST)
                .startsWith(START.plusSeconds(67 * 60))
                .endsWith(START.plusSeconds(99 * 60));
    }

    /** What hears each revision tells by this that nothing has to be written. */
    @Test
    void shouldBeTheSameObjectWhenAMomentTellsNothingNew() {
        FeedPulse pulse = heard(LongStream.range(0, 40)
                .mapToObj(h -> START.plusSeconds(3600 * h))
                .toList());

        assertThat(pulse.with(START.plusSeconds(39 * 3600 + 5))).isSameAs(pulse);
        assertThat(pulse.with(START)).isSameAs(pulse);
        assertThat(pulse.with(NONE)).isSameAs(pulse);
    }

    @Test
    void shouldRefuseMomentsWhenTheyDoNotAscend() {
        assertThatThrownBy(() -> new FeedPulse("acled", List.of(START, START)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not ascend");
    }
}
