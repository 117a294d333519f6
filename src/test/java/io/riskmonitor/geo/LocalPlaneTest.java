package io.riskmonitor.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPlaneTest {
    @Test
    void shouldKeepWithinTwoHundredthsOfAPercentWhenMeasuringFromTheOrigin() {
        double worst = 0;
        for (int lat = 10; lat <= 25; lat++) {
            LocalPlane plane = new LocalPlane(new GeoPoint(lat, -4));
            for (int azimuth = 0; azimuth < 360; azimuth += 3) {
                for (int km = 5; km <= 300; km += 5) {
                    GeoPoint p = direct(lat, -4, azimuth, km);
                    worst = Math.max(worst, Math.abs(Math.hypot(plane.x(p), plane.y(p)) - km) / km);
                }
            }
        }
        assertThat(worst).isBetween(1e-4, 2e-4);
    }

    @ParameterizedTest(name = "within {0} km: at most {1}, seed {2}")
    @CsvSource({"50, 0.002, 1", "100, 0.004, 2", "300, 0.012, 3"})
    void shouldKeepTheStatedErrorBetweenTwoPointsAwayFromTheOrigin(double km, double most, long seed) {
        Random random = new Random(seed);
        double worst = 0;
        for (int i = 0; i < 20_000; i++) {
            double lat = 10 + 15 * random.nextDouble();
            LocalPlane plane = new LocalPlane(new GeoPoint(lat, -4));
            GeoPoint a = direct(lat, -4, 360 * random.nextDouble(), km * random.nextDouble());
            GeoPoint b = direct(lat, -4, 360 * random.nextDouble(), km * random.nextDouble());
            double geodesic = Geodesic.WGS84.Inverse(a.lat(), a.lon(), b.lat(), b.lon()).s12 / 1000;
            double measured = Math.hypot(plane.x(a) - plane.x(b), plane.y(a) - plane.y(b));
            worst = Math.max(worst, geodesic < 1 ? 0 : Math.abs(measured - geodesic) / geodesic);
        }
        assertThat(worst).isLessThan(most);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void shouldReturnToThePointWhenGoingThereAndBack(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            LocalPlane plane = new LocalPlane(new GeoPoint(10 + 15 * random.nextDouble(), -4));
            GeoPoint p = new GeoPoint(10 + 15 * random.nextDouble(), -12 + 16 * random.nextDouble());
            GeoPoint back = plane.at(plane.x(p), plane.y(p));
            assertThat(back.lat()).isCloseTo(p.lat(), within(1e-12));
            assertThat(back.lon()).isCloseTo(p.lon(), within(1e-12));
        }
    }

    @Test
    void shouldGoOnAcrossTheDateLineWhenThePlaneLiesOnIt() {
        LocalPlane plane = new LocalPlane(new GeoPoint(0, 179.9));
        GeoPoint p = plane.at(50, 0);
        assertThat(p.lon()).isNegative();
        assertThat(plane.x(p)).isCloseTo(50, within(1e-9));
    }

    private static GeoPoint direct(double lat, double lon, double azimuth, double km) {
        GeodesicData to = Geodesic.WGS84.Direct(lat, lon, azimuth, km * 1000);
        return new GeoPoint(to.lat2, to.lon2);
    }
}
