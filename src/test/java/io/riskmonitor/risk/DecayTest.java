package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.testing.Models;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayTest {
    private static final Instant END = Instant.parse("2020-03-01T00:00:00Z");

    private final Decay decay = Models.plain().decay();

    @Test
    void shouldHalveWithEachHalfLifeWhenAMomentIsKnown() {
        assertThat(decay.remaining(0, END, 0, END)).isEqualTo(1);
        assertThat(decay.remaining(0, END, 0, END.plus(Duration.ofDays(7)))).isEqualTo(0.5);
        assertThat(decay.remaining(1, END, 0, END.plus(Duration.ofDays(84)))).isEqualTo(0.125);
    }

    @Test
    void shouldWeighTheHalfLivesWhenAskedForTheWhole() {
        double f = decay.remaining(END, 0, END.plus(Duration.ofDays(28)));
        assertThat(f).isCloseTo(0.5 / 16 + 0.35 / 2 + 0.15 * StrictMath.pow(2, -28.0 / 180), within(1e-15));
    }

    @Test
    void shouldBeNothingWhenTheIncidentIsStillToCome() {
        assertThat(decay.remaining(END, 0, END.minusMillis(1))).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-6, 0.01, 1, 6, 7, 30, 365, 2_000})
    void shouldEqualTheIntegralWhenAveragedOverASpan(double span) {
        for (int k = 0; k < decay.horizons(); k++) {
            double h = decay.halfLifeDays(k);
            double mean = integral(x -> StrictMath.pow(2, -x / h), span) / span;
            assertThat(Decay.spanFactor(decay.halfLives().get(k), span)).isCloseTo(mean, within(1e-9 * mean));
        }
    }

    @Test
    void shouldBeOneWhenTheSpanIsAMoment() {
        assertThat(Decay.spanFactor(Duration.ofDays(7), 0)).isEqualTo(1);
        assertThat(Decay.spanFactor(Duration.ofDays(7), 1e-14)).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenHalfLivesOrWeightsAreNotWhatTheyMustBe() {
        Duration week = Duration.ofDays(7);
        assertThatThrownBy(() -> new Decay(List.of(), List.of(), List.of()))
                .hasMessageContaining("one weight a half-life");
        assertThatThrownBy(() -> new Decay(List.of(week), List.of(0.5, 0.5), List.of()))
                .hasMessageContaining("one weight");
        assertThatThrownBy(() -> new Decay(List.of(week, week), List.of(0.5, 0.5), List.of()))
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> new Decay(List.of(Duration.ZERO), List.of(1.0), List.of()))
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> new Decay(List.of(week), List.of(0.9), List.of()))
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new Decay(List.of(week), List.of(Double.NaN), List.of()))
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new Decay(List.of(week, week.multipliedBy(2)), List.of(-1.0, 2.0), List.of()))
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new Decay(List.of(week), List.of(1.0), List.of(week, week)))
                .hasMessageContaining("rise");
    }

    /** Simpson's rule over 0..to. */
    private static double integral(DoubleUnaryOperator f, double to) {
        int steps = 20_000;
        double width = to / steps;
        double sum = f.applyAsDouble(0) + f.applyAsDouble(to);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(i * width);
        }
        return sum * width / 3;
    }
}
