package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.SiteRectangle;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpatialKernelTest {
    private static final double SIGMA_S = 20;
    private static final GeoPoint CENTRE = new GeoPoint(14, -6);

    private final SpatialKernel kernel = new SpatialKernel(SIGMA_S, 1e-4);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "{0} x {1} km, place at ({2}, {3}) km, sigma {4} km")
    @CsvSource({
        "0, 0, 0, 0, 5",
        "0, 0, 12, -9, 15",
        "0, 0, 40, 30, 30",
        "25, 0, 0, 0, 10",
        "25, 0, 20, 10, 3",
        "25, 0, -45, 5, 25",
        "25, 0, 60, 40, 60",
        "60, 24, 10, 5, 8",
        "60, 24, 33, -15, 12",
        "60, 24, -70, 40, 40",
        "60, 24, 0, 0, 98"
    })
    void shouldMatchAMonteCarloIntegralWhenThePlaceIsUncertain(
            double length, double width, double along, double across, double sigma) {
        int samples = 2_000_000;
        Random random = new Random(42);
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            double dx = Math.max(0, Math.abs(along + sigma * random.nextGaussian()) - length / 2);
            double dy = Math.max(0, Math.abs(across + sigma * random.nextGaussian()) - width / 2);
            sum += StrictMath.exp(-(dx * dx + dy * dy) / (2 * SIGMA_S * SIGMA_S));
        }
        double closed = kernel.axis(along, length, sigma) * kernel.axis(across, width, sigma);
        assertThat(closed).isCloseTo(sum / samples, within(0.02 * closed));
    }

    @Test
    void shouldMatchAMonteCarloIntegralWhenTheRectangleIsTurnedOnTheGround() {
        SiteRectangle site = new SiteRectangle(CENTRE, 50, 10, 30);
        LocalPlane plane = new LocalPlane(CENTRE);
        GeoPoint place = plane.at(35, -12);
        Random random = new Random(42);
        int samples = 500_000;
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            double d = site.distanceKm(plane.at(35 + 18 * random.nextGaussian(), -12 + 18 * random.nextGaussian()));
            sum += StrictMath.exp(-d * d / (2 * SIGMA_S * SIGMA_S));
        }
        double closed = kernel.nearness(place, 18, site);
        assertThat(closed).isCloseTo(sum / samples, within(0.02 * closed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldApproachThePlainKernelWhenThePlaceIsKnownExactly(long seed) {
        Random random = new Random(seed);
        SiteRectangle site = new SiteRectangle(CENTRE, 40 * random.nextDouble(), 0, 360 * random.nextDouble());
        GeoPoint place = new LocalPlane(CENTRE).at(30 * random.nextGaussian(), 30 * random.nextGaussian());
        double d = site.distanceKm(place);
        double plain = StrictMath.exp(-d * d / (2 * SIGMA_S * SIGMA_S));
        assertThat(kernel.nearness(place, 0, site)).isCloseTo(plain, within(1e-12));
        // Just above the threshold the closed form takes over, without a step.
        assertThat(kernel.nearness(place, 2e-6, site)).isCloseTo(plain, within(1e-6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeTheFamiliarGaussianWhenTheSiteIsAPoint(long seed) {
        Random random = new Random(seed);
        double sigma = 100 * random.nextDouble();
        double x = 50 * random.nextGaussian();
        double y = 50 * random.nextGaussian();
        double s2 = SIGMA_S * SIGMA_S + sigma * sigma;
        assertThat(kernel.axis(x, 0, sigma) * kernel.axis(y, 0, sigma))
                .isCloseTo(SIGMA_S * SIGMA_S / s2 * StrictMath.exp(-(x * x + y * y) / (2 * s2)), within(1e-14));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeAlikeOnBothSidesAndWithinZeroAndOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            double u = 100 * random.nextGaussian();
            double a = random.nextInt(3) == 0 ? 0 : 100 * random.nextDouble();
            double sigma = random.nextInt(3) == 0 ? 1e-5 * random.nextDouble() : 300 * random.nextDouble();
            assertThat(kernel.axis(u, a, sigma))
                    .isEqualTo(kernel.axis(-u, a, sigma))
                    .isBetween(0.0, 1 + 1e-12);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldNeverBeNearerWhenThePlaceIsFartherAway(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            double u = 150 * random.nextDouble();
            double a = 60 * random.nextDouble();
            double sigma = 100 * random.nextDouble();
            assertThat(kernel.axis(u + random.nextDouble() * 10, a, sigma))
                    .isLessThanOrEqualTo(kernel.axis(u, a, sigma) + 1e-15);
        }
    }

    /**
     * More precise is never less near, for a place reported within σ_s of the site along each of its axes; from there on
     * the kernel is no longer concave, and a vague place may lie nearer than it was reported.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldNeverBeLessNearWhenAPlaceReportedWithinReachIsMorePrecise(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            double a = random.nextInt(3) == 0 ? 0 : 60 * random.nextDouble();
            double u = a / 2 + SIGMA_S * random.nextDouble();
            double precise = random.nextInt(4) == 0 ? 0 : 100 * random.nextDouble();
            double vague = precise + 100 * random.nextDouble();
            assertThat(kernel.axis(u, a, precise))
                    .as("offset %s, length %s, sigma %s against %s", u, a, precise, vague)
                    .isGreaterThanOrEqualTo(kernel.axis(u, a, vague) - 1e-14);
        }
    }

    /** For a point both axes together reach a little farther: to √2·σ_s. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldNeverBeLessNearWhenAPlaceWithinReachOfAPointIsMorePrecise(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            double d = StrictMath.sqrt(2) * SIGMA_S * random.nextDouble();
            double angle = 2 * StrictMath.PI * random.nextDouble();
            double x = d * StrictMath.cos(angle);
            double y = d * StrictMath.sin(angle);
            double precise = 100 * random.nextDouble();
            double vague = precise + 100 * random.nextDouble();
            assertThat(kernel.axis(x, 0, precise) * kernel.axis(y, 0, precise))
                    .isGreaterThanOrEqualTo(kernel.axis(x, 0, vague) * kernel.axis(y, 0, vague) - 1e-14);
        }
    }

    /** Beyond it, no vagueness lifts a report at distance d above 2σ_s²/(e·d²): at 60 km 8 %, at 200 km 0.7 %. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldStayBelowTheBoundOfItsDistanceWhenAFarPlaceIsVague(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            double d = StrictMath.sqrt(2) * SIGMA_S + 300 * random.nextDouble();
            double sigma = 400 * random.nextDouble();
            assertThat(kernel.axis(d, 0, sigma) * kernel.axis(0, 0, sigma))
                    .isLessThanOrEqualTo(2 * SIGMA_S * SIGMA_S / (StrictMath.E * d * d) + 1e-14);
        }
    }

    /**
     * What a vague report counts is the mean of what the precise reports count that it may turn out to be: learning the
     * place moves a score, but not on average.
     */
    @ParameterizedTest(name = "{0} km long, place at {1} km, sigma {2} km of which {3} km stay")
    @CsvSource({"0, 10, 30, 10", "0, 80, 60, 5", "25, 0, 20, 0", "25, 40, 40, 15", "60, 90, 98, 3"})
    void shouldCountTheMeanOfItsPossiblePrecisionsWhenTheReportIsVague(double a, double u, double sigma, double rest) {
        double known = StrictMath.sqrt(sigma * sigma - rest * rest);
        int steps = 20_000;
        double width = 20 * known / steps;
        double mean = 0;
        for (int i = 0; i <= steps; i++) {
            double x = -10 * known + i * width;
            mean += kernel.axis(u + x, a, rest)
                    * StrictMath.exp(-x * x / (2 * known * known))
                    / (known * StrictMath.sqrt(2 * StrictMath.PI))
                    * width;
        }
        assertThat(kernel.axis(u, a, sigma)).isCloseTo(mean, within(1e-6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeBelowTheCutoffWhenBeyondItsReach(long seed) {
        Random random = new Random(seed);
        LocalPlane plane = new LocalPlane(CENTRE);
        for (int i = 0; i < 500; i++) {
            double sigma = random.nextInt(4) == 0 ? 0 : 60 * random.nextDouble();
            SiteRectangle site = new SiteRectangle(
                    CENTRE,
                    random.nextBoolean() ? 0 : 80 * random.nextDouble(),
                    random.nextBoolean() ? 0 : 30 * random.nextDouble(),
                    360 * random.nextDouble());
            double angle = 2 * StrictMath.PI * random.nextDouble();
            double far = kernel.reachKm(sigma) * (0.9 + 0.5 * random.nextDouble());
            GeoPoint place = plane.at(far * StrictMath.cos(angle), far * StrictMath.sin(angle));
            if (site.distanceKm(place) > kernel.reachKm(sigma)) {
                assertThat(kernel.nearness(place, sigma, site))
                        .as("sigma %s, site %s, place %s", sigma, site, place)
                        .isLessThan(kernel.cutoff());
            }
        }
    }

    @Test
    void shouldAddUnderATenthWhenAReportIsKnownOnlyToTheKayesRegion() {
        double kayes = StrictMath.sqrt(120_760 / StrictMath.PI) / 2; // km², the region's area
        SiteRectangle atCentroid = SiteRectangle.point(CENTRE);
        assertThat(kernel.nearness(CENTRE, kayes, atCentroid)).isLessThan(0.1 * kernel.nearness(CENTRE, 0, atCentroid));
    }

    @Test
    void shouldRefuseWhenTheCutoffIsFinerThanTheSiteIndexReaches() {
        assertThatThrownBy(() -> new SpatialKernel(20, 1e-6)).hasMessageContaining("cutoff");
        assertThatThrownBy(() -> new SpatialKernel(0, 1e-4)).hasMessageContaining("reach");
    }
}
