package io.riskmonitor.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianMassTest {
    /** A box's mass is known in closed form: the product of two differences of the normal distribution function. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldGiveTheProductOfTheAxesWhenThePolygonIsABox(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            double scale = Math.pow(10, 3 * random.nextDouble() - 1);
            double x0 = scale * random.nextGaussian();
            double y0 = scale * random.nextGaussian();
            double x1 = x0 + scale * random.nextDouble();
            double y1 = y0 + scale * random.nextDouble();
            double exact = (normal(x1) - normal(x0)) * (normal(y1) - normal(y0));
            assertThat(ring(x0, y0, x1, y0, x1, y1, x0, y1)).isCloseTo(exact, within(1e-7));
        }
    }

    @ParameterizedTest(name = "centre at {0}, {1}: {2}")
    @CsvSource({"0, 0, 0.25", "50, 0, 0.5", "50, 50, 1", "-10, 50, 0", "100, 100, 0.25"})
    void shouldCountHalfOnAnEdgeAndAQuarterOnACorner(double cx, double cy, double mass) {
        assertThat(ring(-cx, -cy, 100 - cx, -cy, 100 - cx, 100 - cy, -cx, 100 - cy))
                .isCloseTo(mass, within(1e-7));
    }

    @Test
    void shouldAddNothingWhenAnEdgeHasNoLength() {
        assertThat(GaussianMass.ofEdge(1, 2, 1, 2)).isZero();
        assertThat(GaussianMass.ofEdge(0, 0, 0, 0)).isZero();
    }

    private static double ring(double... xy) {
        double mass = 0;
        for (int i = 0; i < xy.length; i += 2) {
            mass += GaussianMass.ofEdge(xy[i], xy[i + 1], xy[(i + 2) % xy.length], xy[(i + 3) % xy.length]);
        }
        return mass;
    }

    private static double normal(double x) {
        return Erf.erfc(-x / Math.sqrt(2)) / 2;
    }
}
