package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.testing.Models;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HazardStateTest {
    private final Decay decay = Models.plain().decay();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private HazardState sum(List<Contribution> contributions) {
        HazardState state = HazardState.empty(decay);
        for (Contribution c : contributions) {
            state = state.plus(c.term(), decay);
        }
        return state;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldUndoPlusToTheBitWhenTheSameIsTakenAway(long seed) {
        List<Contribution> all = Contributions.random(seed, 100);
        HazardState before = sum(all.subList(0, 60));
        HazardState state = before;
        for (Contribution c : all.subList(60, 100)) {
            state = state.plus(c.term(), decay);
        }
        List<Contribution> away = new ArrayList<>(all.subList(60, 100));
        Collections.shuffle(away, new Random(seed));
        for (Contribution c : away) {
            state = state.minus(c.term(), decay);
        }
        assertThat(state).isEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeEmptyWhenAllIsTakenAway(long seed) {
        List<Contribution> all = Contributions.random(seed, 50);
        HazardState state = sum(all);
        for (Contribution c : all) {
            assertThat(state.isEmpty()).isFalse();
            state = state.minus(c.term(), decay);
        }
        assertThat(state).isEqualTo(HazardState.empty(decay));
        assertThat(state.isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldEqualTheDirectSumWhenReadAtAnyLaterTime(long seed) {
        List<Contribution> all = Contributions.random(seed, 300);
        HazardState state = sum(all);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Instant at = Contributions.START.plus(Duration.ofDays(3_650 + random.nextInt(2_000)));
            for (int k = 0; k < decay.horizons(); k++) {
                double direct = 0;
                for (Contribution c : all) {
                    direct += c.amplitude() * decay.remaining(k, c.occurredTo(), c.spanDays(), at);
                }
                assertThat(state.sumAt(k, at, decay)).isCloseTo(direct, within(1e-12 * direct));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldNeverRiseWhenTimePassesMillisecondByMillisecond(long seed) {
        HazardState state = sum(Contributions.random(seed, 20));
        // Around the ends of whole half-lives, where the exponent steps.
        long week = Duration.ofDays(7).toMillis();
        long start = (Contributions.START.plus(Duration.ofDays(3_700)).toEpochMilli() / week + seed) * week - 50;
        double last = Double.POSITIVE_INFINITY;
        for (long at = start; at < start + 100; at++) {
            double now = state.sumAt(0, Instant.ofEpochMilli(at), decay);
            assertThat(now).isLessThanOrEqualTo(last);
            last = now;
        }
    }
}
