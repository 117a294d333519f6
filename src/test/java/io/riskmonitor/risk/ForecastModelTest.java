package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.forecast.ForecastTerms;
import io.riskmonitor.forecast.Intensity;
import io.riskmonitor.testing.Models;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastModelTest {
    private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");

    private final Decay decay = Models.plain().decay();
    private final ForecastModel model = ForecastModel.provisional(decay, 0.002, List.of(0.02, 0.008, 0.001));

    private HazardState events(int count, double severity) {
        HazardState state = HazardState.empty(decay);
        for (int i = 0; i < count; i++) {
            state = state.plus(Contributions.of("t:" + i, NOW, 0, severity).term(), decay);
        }
        return state;
    }

    private double probability(HazardState state, Instant at, int days) {
        return model.of(state, at, days, decay).probability();
    }

    @Test
    void shouldBeTheBaseRateAloneWhenNothingHasHappened() {
        ForecastModel.Forecast quiet = model.of(HazardState.empty(decay), NOW, 30, decay);

        assertThat(quiet.base()).isCloseTo(1 - Math.exp(-30 * 0.002), within(1e-15));
        assertThat(quiet.probability()).isEqualTo(quiet.base());
        assertThat(quiet.enoughHistory()).isFalse();
    }

    @Test
    void shouldIntegrateTheIntensityOverTheDaysAheadWhenSomethingHas() {
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

        assertThat(probability(events(2, 5), NOW, 30)).isCloseTo(1 - Math.exp(-expected), within(1e-9));
    }

    @Test
    void shouldCountEventsAndNotTheirSeverity() {
        assertThat(probability(events(3, 0.1), NOW, 30)).isEqualTo(probability(events(3, 9), NOW, 30));
    }

    @Test
    void shouldRiseWithEachEventAndEachDayAheadAndFallWithTime() {
        double last = probability(events(0, 1), NOW, 30);
        for (int i = 1; i < 50; i++) {
            double next = probability(events(i, 1), NOW, 30);
            assertThat(next).isGreaterThan(last).isLessThan(1);
            assertThat(probability(events(i, 1), NOW, 31)).isGreaterThan(next);
            assertThat(probability(events(i, 1), NOW.plus(Duration.ofDays(1)), 30))
                    .isLessThan(next);
            last = next;
        }
    }

    @Test
    void shouldSayHowSureItIsOnlyWhenItWasFitted() {
        ForecastTerms terms = ForecastModel.terms(decay);
        List<List<Double>> covariance = List.of(
                List.of(1e-8, 0.0, 0.0, 0.0),
                List.of(0.0, 1e-6, 0.0, 0.0),
                List.of(0.0, 0.0, 1e-6, 0.0),
                List.of(0.0, 0.0, 0.0, 1e-8));
        ForecastModel fitted =
                new ForecastModel(new Intensity(terms, List.of(0.002, 0.02, 0.008, 0.001), covariance), "a history");

        ForecastModel.Forecast sure = fitted.of(events(12, 1), NOW, 30, decay);
        ForecastModel.Forecast byHand = model.of(events(12, 1), NOW, 30, decay);

        assertThat(sure.probability()).isEqualTo(byHand.probability());
        assertThat(sure.low()).isLessThan(sure.probability());
        assertThat(sure.high()).isGreaterThan(sure.probability());
        assertThat(sure.enoughHistory()).isTrue();
        assertThat(byHand.low()).isNull();
        assertThat(byHand.high()).isNull();
    }

    @Test
    void shouldRefuseWhenARateIsNegativeOrNotFinite() {
        assertThatThrownBy(() -> ForecastModel.provisional(decay, -1, List.of(0.0, 0.0, 0.0)))
                .hasMessageContaining("coefficients");
        assertThatThrownBy(() -> ForecastModel.provisional(decay, 0, List.of(Double.POSITIVE_INFINITY, 0.0, 0.0)))
                .hasMessageContaining("coefficients");
        assertThatThrownBy(() -> ForecastModel.provisional(decay, 0, List.of(0.1)))
                .hasMessageContaining("coefficients");
    }

    @Test
    void shouldRefuseTermsOfANeighbourhood() {
        Intensity cercles = new Intensity(
                new ForecastTerms(List.of(7.0), List.of(28.0), 50),
                List.of(0.1, 0.1, 0.1),
                List.of(List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, 0.0)));

        assertThatThrownBy(() -> new ForecastModel(cercles, null)).hasMessageContaining("neighbourhood");
    }
}
