package io.riskmonitor.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteRectangleTest {
    private static final GeoPoint SEGOU = new GeoPoint(13.4317, -6.2157);
    private static final LocalPlane PLANE = new LocalPlane(SEGOU);

    @Test
    void shouldTurnIntoItsOwnAxesWhenAskedForAnOffset() {
        SiteRectangle northEast = new SiteRectangle(SEGOU, 10, 4, 45);
        double root = Math.sqrt(0.5);
        SiteRectangle.Offset ahead = northEast.offsetOf(PLANE.at(7 * root, 7 * root));
        assertThat(ahead.along()).isCloseTo(7, within(1e-9));
        assertThat(ahead.across()).isCloseTo(0, within(1e-9));
        SiteRectangle.Offset left = northEast.offsetOf(PLANE.at(-3 * root, 3 * root));
        assertThat(left.along()).isCloseTo(0, within(1e-9));
        assertThat(left.across()).isCloseTo(3, within(1e-9));
    }

    @Test
    void shouldMeasureFromTheNearestPointWhenOutsideAndNothingWhenInside() {
        SiteRectangle box = new SiteRectangle(SEGOU, 10, 4, 0);
        assertThat(box.distanceKm(PLANE.at(4.9, 1.9))).isZero();
        assertThat(box.distanceKm(PLANE.at(8, 0))).isCloseTo(3, within(1e-9));
        assertThat(box.distanceKm(PLANE.at(0, -7))).isCloseTo(5, within(1e-9));
        assertThat(box.distanceKm(PLANE.at(8, 6))).isCloseTo(5, within(1e-9));
    }

    @Test
    void shouldAgreeWithTheGeodesicWhenThePlaceIsAPoint() {
        GeoPoint bamako = new GeoPoint(12.65, -8);
        double geodesic = Geodesic.WGS84.Inverse(SEGOU.lat(), SEGOU.lon(), bamako.lat(), bamako.lon()).s12 / 1000;
        assertThat(SiteRectangle.point(SEGOU).distanceKm(bamako)).isCloseTo(geodesic, within(geodesic * 2e-4));
    }

    @Test
    void shouldBeAPointWhenAllPointsAreTheSame() {
        assertThat(SiteRectangle.around(List.of(SEGOU))).isEqualTo(SiteRectangle.point(SEGOU));
        assertThat(SiteRectangle.around(List.of(SEGOU, SEGOU))).isEqualTo(SiteRectangle.point(SEGOU));
    }

    @ParameterizedTest(name = "{0} degrees")
    @ValueSource(doubles = {0, 1, 30, 90, 135, 179})
    void shouldLieAlongTheLineWhenThereAreTwoPoints(double degrees) {
        double dx = 10 * Math.cos(Math.toRadians(degrees));
        double dy = 10 * Math.sin(Math.toRadians(degrees));
        for (List<GeoPoint> ends :
                List.of(List.of(PLANE.at(dx, dy), PLANE.at(-dx, -dy)), List.of(PLANE.at(-dx, -dy), PLANE.at(dx, dy)))) {
            SiteRectangle line = SiteRectangle.around(ends);
            assertThat(line.lengthKm()).isCloseTo(20, within(0.01));
            assertThat(line.widthKm()).isZero();
            assertThat(Math.sin(Math.toRadians(line.axisDegrees() - degrees))).isCloseTo(0, within(1e-3));
            assertThat(line.axisDegrees()).isBetween(0.0, 180.0);
            assertThat(line.centre().lat()).isCloseTo(SEGOU.lat(), within(1e-4));
            assertThat(line.centre().lon()).isCloseTo(SEGOU.lon(), within(1e-4));
        }
    }

    @Test
    void shouldFindTheTurnedBoxWhenItsCornersAreGivenInAnyOrder() {
        SiteRectangle box = new SiteRectangle(SEGOU, 12, 5, 30);
        List<GeoPoint> corners = Stream.of(
                        corner(box, 6, 2.5), corner(box, -6, -2.5), corner(box, 6, -2.5), corner(box, -6, 2.5))
                .toList();
        SiteRectangle found = SiteRectangle.around(corners);
        assertThat(found.lengthKm()).isCloseTo(12, within(0.01));
        assertThat(found.widthKm()).isCloseTo(5, within(0.01));
        assertThat(found.axisDegrees()).isCloseTo(30, within(0.1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldHoldEveryPointAndBeNoLargerThanAnyOtherBox(long seed) {
        Random random = new Random(seed);
        List<GeoPoint> cloud = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(30); i++) {
            cloud.add(PLANE.at(20 * random.nextGaussian(), 8 * random.nextGaussian()));
        }
        SiteRectangle found = SiteRectangle.around(cloud);
        assertThat(found.widthKm()).isLessThanOrEqualTo(found.lengthKm());
        assertThat(cloud).allSatisfy(p -> assertThat(found.distanceKm(p)).isLessThan(1e-3 * found.lengthKm()));
        double smallest = Double.POSITIVE_INFINITY;
        for (double degrees = 0; degrees < 180; degrees += 0.25) {
            SiteRectangle axes = new SiteRectangle(found.centre(), 0, 0, degrees);
            var along =
                    cloud.stream().mapToDouble(p -> axes.offsetOf(p).along()).summaryStatistics();
            var across =
                    cloud.stream().mapToDouble(p -> axes.offsetOf(p).across()).summaryStatistics();
            smallest = Math.min(smallest, (along.getMax() - along.getMin()) * (across.getMax() - across.getMin()));
        }
        assertThat(found.lengthKm() * found.widthKm()).isLessThanOrEqualTo(smallest * 1.005);
    }

    @Test
    void shouldRefuseWhenThereAreNoPoints() {
        assertThatThrownBy(() -> SiteRectangle.around(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no points");
    }

    private static GeoPoint corner(SiteRectangle box, double along, double across) {
        double axis = Math.toRadians(box.axisDegrees());
        return PLANE.at(
                along * Math.cos(axis) - across * Math.sin(axis), along * Math.sin(axis) + across * Math.cos(axis));
    }
}
