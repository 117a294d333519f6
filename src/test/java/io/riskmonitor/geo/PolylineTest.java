package io.riskmonitor.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolylineTest {
    private static final Polyline KIDIRA_TO_BAMAKO = new Polyline(List.of(
            new GeoPoint(14.46, -12.21),
            new GeoPoint(14.45, -11.44),
            new GeoPoint(13.03, -9.49),
            new GeoPoint(12.65, -8)));

    @Test
    void shouldBeWithinAHundredthOfAPercentOfTheGeodesicWhenMeasured() {
        double geodesic = 0;
        List<GeoPoint> points = KIDIRA_TO_BAMAKO.points();
        for (int i = 1; i < points.size(); i++) {
            geodesic += geodesicKm(points.get(i - 1), points.get(i));
        }
        assertThat(KIDIRA_TO_BAMAKO.lengthKm()).isCloseTo(geodesic, within(geodesic * 1e-4));
    }

    @Test
    void shouldCutEqualSectionsThatMeetWhenTheLineIsLong() {
        List<Polyline.Section> sections = KIDIRA_TO_BAMAKO.sections(25);
        double length = KIDIRA_TO_BAMAKO.lengthKm();
        assertThat(sections).hasSize((int) Math.ceil(length / 25));
        assertThat(sections.get(0).fromKm()).isZero();
        assertThat(sections.get(sections.size() - 1).toKm()).isEqualTo(length);
        for (int i = 0; i < sections.size(); i++) {
            Polyline.Section section = sections.get(i);
            assertThat(section.toKm() - section.fromKm()).isCloseTo(length / sections.size(), within(1e-9));
            assertThat(new Polyline(section.points()).lengthKm()).isCloseTo(length / sections.size(), within(0.01));
            if (i > 0) {
                List<GeoPoint> before = sections.get(i - 1).points();
                assertThat(section.points().get(0)).isEqualTo(before.get(before.size() - 1));
                assertThat(section.fromKm()).isEqualTo(sections.get(i - 1).toKm());
            }
        }
    }

    @Test
    void shouldKeepTheLineWholeWhenItIsNoLongerThanASection() {
        Polyline bridge = new Polyline(List.of(new GeoPoint(12.62, -7.95), new GeoPoint(12.63, -7.95)));
        assertThat(bridge.sections(25)).singleElement().satisfies(section -> {
            assertThat(section.points()).isEqualTo(bridge.points());
            assertThat(section.toKm()).isEqualTo(bridge.lengthKm());
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldLoseNoPointAndNoLengthWhenALineWithBendsAndRepeatsIsCut(long seed) {
        Random random = new Random(seed);
        List<GeoPoint> points = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            points.add(new GeoPoint(12 + 2 * random.nextDouble(), -8 + 2 * random.nextDouble()));
            if (i % 7 == 0) {
                points.add(points.get(points.size() - 1));
            }
        }
        Polyline line = new Polyline(points);
        List<Polyline.Section> sections = line.sections(10 + 30 * random.nextDouble());
        List<GeoPoint> cut = sections.stream().flatMap(s -> s.points().stream()).toList();
        assertThat(cut).containsSubsequence(points.stream().distinct().toList());
        double sum = sections.stream()
                .mapToDouble(s -> new Polyline(s.points()).lengthKm())
                .sum();
        assertThat(sum).isCloseTo(line.lengthKm(), within(1e-4 * line.lengthKm()));
    }

    @Test
    void shouldRefuseWhenThereIsNothingToCut() {
        GeoPoint p = new GeoPoint(12, -8);
        assertThatThrownBy(() -> new Polyline(List.of(p, p))).hasMessageContaining("no length");
        assertThatThrownBy(() -> KIDIRA_TO_BAMAKO.sections(0)).hasMessageContaining("0.0 km");
    }

    private static double geodesicKm(GeoPoint a, GeoPoint b) {
        return Geodesic.WGS84.Inverse(a.lat(), a.lon(), b.lat(), b.lon()).s12 / 1000;
    }
}
