package io.riskmonitor.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntensityFitTest {
    private static final ForecastTerms TERMS = new ForecastTerms(List.of(30.0), List.of(30.0), 50);
    private static final double[] PLANTED = {0.002, 0.02, 0.005};

    private static List<IntensityFit.Window> simulated(long seed, int count) {
        Random random = new Random(seed);
        List<IntensityFit.Window> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] x = {30, random.nextInt(3) * 20.0, random.nextInt(6) * 20.0};
            double expected = 0;
            for (int k = 0; k < x.length; k++) {
                expected += PLANTED[k] * x[k];
            }
            windows.add(new IntensityFit.Window(x, random.nextDouble() < Intensity.atLeastOne(expected), 1));
        }
        return windows;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldFindThePlantedCoefficientsWhenWindowsAreMany(long seed) {
        IntensityFit.Result fit = new IntensityFit(TERMS).fit(simulated(seed, 20_000));

        assertThat(fit.converged())
                .as("seed %d, slope %g", seed, fit.gradient())
                .isTrue();
        for (int k = 0; k < PLANTED.length; k++) {
            double deviation = Math.sqrt(fit.intensity().covariance().get(k).get(k));
            assertThat(fit.intensity().coefficients().get(k))
                    .as("seed %d, %s", seed, TERMS.names().get(k))
                    .isCloseTo(PLANTED[k], within(4 * deviation));
            assertThat(deviation).isLessThan(PLANTED[k] / 3);
        }
    }

    @Test
    void shouldListenToRecentWindowsWhenOldOnesCountLess() {
        List<IntensityFit.Window> windows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            windows.add(new IntensityFit.Window(new double[] {30, 0, 0}, i % 10 == 0, IntensityFit.weight(7300, 730)));
            windows.add(new IntensityFit.Window(new double[] {30, 0, 0}, i % 2 == 0, IntensityFit.weight(0, 730)));
        }

        double base =
                new IntensityFit(TERMS).fit(windows).intensity().coefficients().get(0);

        assertThat(Intensity.atLeastOne(30 * base)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void shouldGiveAnIntervalAroundTheProbabilityWhenWindowsAreFew() {
        Intensity few = new IntensityFit(TERMS).fit(simulated(5, 200)).intensity();
        Intensity many = new IntensityFit(TERMS).fit(simulated(5, 20_000)).intensity();
        double[] x = {30, 20, 20};

        Intensity.Probability wide = few.probability(x);
        Intensity.Probability narrow = many.probability(x);

        assertThat(wide.low()).isLessThan(wide.value());
        assertThat(wide.high()).isGreaterThan(wide.value());
        assertThat(narrow.high() - narrow.low()).isLessThan((wide.high() - wide.low()) / 3);
    }

    @Test
    void shouldRefuseWhenThereIsNothingToLearnFrom() {
        List<IntensityFit.Window> quiet = List.of(new IntensityFit.Window(new double[] {30, 0, 0}, false, 1));

        assertThatThrownBy(() -> new IntensityFit(TERMS).fit(quiet))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all alike");
    }
}
