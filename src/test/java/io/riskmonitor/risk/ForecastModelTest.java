package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.testing.Models;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastModelTest {
    private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");

    private final Decay decay = Models.plain().decay();
    private final ForecastModel model = new ForecastModel(0.002, List.of(0.02, 0.008, 0.001), true);

    @Test
    void shouldBeTheBaseRateAloneWhenNothingHasHappened() {
        double base = 1 - Math.exp(-30 * 0.002);
        assertThat(model.baseProbability(30)).isCloseTo(base, within(1e-15));
        assertThat(model.probability(HazardState.empty(decay), NOW, 30, decay)).isCloseTo(base, within(1e-15));
    }

    @Test
    void shouldIntegrateTheIntensityOverTheDaysAheadWhenSomethingHas() {
        HazardState state = HazardState.empty(decay).plus(Contributions.of("t:1", NOW, 0, 2), decay);
        double expected = 30 * 0.002;
        double[] excitation = {0.02, 0.008, 0.001};
        double[] halfLives = {7, 28, 180};
        int steps = 100_000;
        for (int i = 0; i < steps; i++) {
            double day = (i + 0.5) * 30 / steps;
            for (int k = 0; k < 3; k++) {
                expected += excitation[k] * 2 * Math.pow(2, -day / halfLives[k]) * 30 / steps;
            }
        }
        assertThat(model.probability(state, NOW, 30, decay)).isCloseTo(1 - Math.exp(-expected), within(1e-9));
    }

    @Test
    void shouldRiseWithEachIncidentAndEachDayAheadAndFallWithTime() {
        HazardState state = HazardState.empty(decay);
        double last = model.probability(state, NOW, 30, decay);
        for (int i = 0; i < 50; i++) {
            state = state.plus(Contributions.of("t:" + i, NOW, 0, 1), decay);
            double next = model.probability(state, NOW, 30, decay);
            assertThat(next).isGreaterThan(last).isLessThan(1);
            assertThat(model.probability(state, NOW, 31, decay)).isGreaterThan(next);
            assertThat(model.probability(state, NOW.plus(Duration.ofDays(1)), 30, decay))
                    .isLessThan(next)
                    .isGreaterThan(model.baseProbability(30));
            last = next;
        }
    }

    @Test
    void shouldRefuseWhenARateIsNegativeOrNotFinite() {
        assertThatThrownBy(() -> new ForecastModel(-1, List.of(), true)).hasMessageContaining("base rate");
        assertThatThrownBy(() -> new ForecastModel(0, List.of(-0.1), true)).hasMessageContaining("excitation");
        assertThatThrownBy(() -> new ForecastModel(0, List.of(Double.POSITIVE_INFINITY), true))
                .hasMessageContaining("excitation");
    }
}
