package io.riskmonitor.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class JtsRegionIndexTest {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    // West and east touch at 1° E; north lies 0.02° (2.2 km) above both; the lake is a hole in the east.
    private static final Region WEST = region("west", box(0, 14, 1, 15));
    private static final Region EAST = region("east", box(1, 14, 2, 15).difference(box(1.4, 14.4, 1.6, 14.6)));
    private static final Region NORTH = region("north", box(0, 15.02, 2, 16));
    private static final RegionIndex INDEX = JtsRegionIndex.of(List.of(WEST, NORTH, EAST));

    @Test
    void shouldOrderRegionsByIdWhateverTheOrderGiven() {
        List<Region> shuffled = new ArrayList<>(List.of(WEST, EAST, NORTH));
        for (int seed = 0; seed < 6; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            RegionIndex index = JtsRegionIndex.of(shuffled);
            assertThat(index.regions()).extracting(Region::id).containsExactly("east", "north", "west");
            GeoPoint p = new GeoPoint(14.97, 1.02);
            assertThat(index.probabilities(p, 30)).isEqualTo(INDEX.probabilities(p, 30));
        }
    }

    @Test
    void shouldTakeTheFirstIdWhenAPointLiesOnTheBorderOfTwo() {
        assertThat(INDEX.containing(new GeoPoint(14.5, 1))).contains(EAST);
        assertThat(INDEX.containing(new GeoPoint(14.5, 0.9999))).contains(WEST);
    }

    @Test
    void shouldTakeTheNearestWithinTwoKilometresWhenAPointLiesInNoPolygon() {
        assertThat(INDEX.containing(new GeoPoint(15.005, 0.5))).contains(WEST);
        assertThat(INDEX.containing(new GeoPoint(15.015, 0.5))).contains(NORTH);
        assertThat(INDEX.containing(new GeoPoint(13.983, 0.5))).contains(WEST); // 1.9 km
        assertThat(INDEX.containing(new GeoPoint(13.981, 0.5))).isEmpty(); // 2.1 km
        assertThat(INDEX.containing(new GeoPoint(14.5, 1.5))).isEmpty(); // 11 km into the lake
        assertThat(INDEX.containing(new GeoPoint(14.41, 1.5))).contains(EAST);
    }

    @Test
    void shouldFindByIdAndNameButNotWhatItDoesNotHave() {
        assertThat(INDEX.byId("north")).contains(NORTH);
        assertThat(INDEX.byId("South")).isEmpty();
        assertThat(INDEX.named("NORTH Region")).contains(NORTH);
        assertThat(INDEX.named("Mopti")).isEmpty();
        assertThatThrownBy(() -> INDEX.centroid(region("south", box(0, 0, 1, 1))))
                .hasMessage("region 'south' is not of this index");
    }

    @Test
    void shouldFindTheOlderRegionWhenTheMapDoesNotHaveTheNewOne() {
        RegionIndex old = JtsRegionIndex.of(List.of(region("gao", box(0, 14, 1, 15))));
        assertThat(old.named("Ménaka")).map(Region::id).contains("gao");
        RegionIndex today =
                JtsRegionIndex.of(List.of(region("gao", box(0, 14, 1, 15)), region("menaka", box(1, 14, 2, 15))));
        assertThat(today.named("Menaka Region")).map(Region::id).contains("menaka");
    }

    @Test
    void shouldGiveNeitherWhenAShortNameMeansTwoRegions() {
        RegionIndex two = JtsRegionIndex.of(
                List.of(region("Centre Region", box(0, 0, 1, 1)), region("Centre District", box(1, 0, 2, 1))));
        assertThat(two.named("centre")).isEmpty();
        assertThat(two.named("centre district")).map(Region::id).contains("Centre District");
    }

    @Test
    void shouldGiveTheContainingRegionAloneWhenThePlaceIsExactOrFarFromEveryBorder() {
        assertThat(INDEX.probabilities(new GeoPoint(14.5, 0.999), 0)).containsExactly(entry("west", 1.0));
        assertThat(INDEX.probabilities(new GeoPoint(14.5, 0.5), 5)).containsExactly(entry("west", 1.0));
        assertThat(INDEX.probabilities(new GeoPoint(15.005, 0.5), 0)).containsExactly(entry("west", 1.0));
        assertThat(INDEX.probabilities(new GeoPoint(0, 0), 0)).isEmpty();
        assertThat(INDEX.probabilities(new GeoPoint(0, 0), 50)).isEmpty();
    }

    @Test
    void shouldHalveWhenThePlaceLiesOnAStraightBorderAndDropWhatIsBelowAThousandth() {
        assertThat(INDEX.probabilities(new GeoPoint(14.7, 1), 2)).satisfies(p -> {
            assertThat(p).containsOnlyKeys("east", "west");
            assertThat(p.get("east")).isCloseTo(0.5, within(1e-3));
            assertThat(p.get("west")).isCloseTo(0.5, within(1e-3));
        });
        assertThat(INDEX.probabilities(new GeoPoint(14.7, 0.9), 3)).containsOnlyKeys("west"); // east: 1.6e-4
    }

    @Test
    void shouldScaleBackToOneWhenPolygonsOverlap() {
        RegionIndex twice = JtsRegionIndex.of(List.of(region("a", box(0, 14, 2, 15)), region("b", box(0, 14, 2, 15))));
        Map<String, Double> p = twice.probabilities(new GeoPoint(14.5, 1), 20);
        assertThat(p.values().stream().mapToDouble(x -> x).sum()).isLessThanOrEqualTo(1 + 1e-12);
        assertThat(p.get("a")).isEqualTo(p.get("b"));
    }

    @Test
    void shouldRefuseASigmaThatIsNoDistance() {
        for (double sigma : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> INDEX.probabilities(new GeoPoint(14, 1), sigma))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldMatchAMonteCarloIntegralWhenThePlaceIsVague(long seed) {
        Random random = new Random(seed);
        GeoPoint p = new GeoPoint(14 + 2 * random.nextDouble(), 2 * random.nextDouble());
        double sigma = 2 + 60 * random.nextDouble();
        Map<String, Double> found = INDEX.probabilities(p, sigma);
        LocalPlane plane = new LocalPlane(p);
        int draws = 200_000;
        Map<String, Integer> hits = new java.util.TreeMap<>();
        for (int i = 0; i < draws; i++) {
            GeoPoint drawn = plane.at(sigma * random.nextGaussian(), sigma * random.nextGaussian());
            for (Region region : List.of(WEST, EAST, NORTH)) {
                if (inside(region, drawn)) {
                    hits.merge(region.id(), 1, Integer::sum);
                }
            }
        }
        for (Region region : List.of(WEST, EAST, NORTH)) {
            double drawn = hits.getOrDefault(region.id(), 0) / (double) draws;
            // Four standard errors of the draw, and what is dropped.
            assertThat(found.getOrDefault(region.id(), 0.0))
                    .as("%s at %s, sigma %s", region.id(), p, sigma)
                    .isCloseTo(drawn, within(4 * Math.sqrt(0.25 / draws) + 1e-3));
        }
    }

    @Test
    void shouldMeasureAreasAsGeographicLibDoes() {
        double east = geodesicKm2(1, 14, 2, 15) - geodesicKm2(1.4, 14.4, 1.6, 14.6);
        double west = geodesicKm2(0, 14, 1, 15);
        double north = geodesicKm2(0, 15.02, 2, 16);
        double country = east + west + north;
        assertThat(INDEX.uncertaintyKm(EAST)).isCloseTo(Math.sqrt(east / Math.PI) / 2, within(1e-5));
        assertThat(INDEX.countryUncertaintyKm()).isCloseTo(Math.sqrt(country / Math.PI) / 2, within(1e-4));
        assertThat(INDEX.areaShares().get("west")).isCloseTo(west / country, within(1e-6));
        assertThat(INDEX.areaShares().values().stream().mapToDouble(x -> x).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldPutTheCentroidWhereAreaBalances() {
        GeoPoint west = INDEX.centroid(WEST);
        assertThat(west.lon()).isCloseTo(0.5, within(1e-9));
        // Parallels shorten northwards, so the balance lies a little south of the middle.
        assertThat(west.lat()).isBetween(14.499, 14.5);
        double below = geodesicKm2(0, 14, 1, west.lat());
        assertThat(below).isCloseTo(geodesicKm2(0, 14, 1, 15) / 2, within(0.1));
        assertThat(INDEX.countryCentroid().lon()).isBetween(0.99, 1.0); // the lake is in the east
    }

    @Test
    void shouldRefuseNoRegionsTwiceTheSameAndOneWithoutArea() {
        assertThatThrownBy(() -> JtsRegionIndex.of(List.of())).hasMessage("there are no regions");
        assertThatThrownBy(() -> JtsRegionIndex.of(List.of(WEST, WEST))).hasMessageContaining("'west' is given twice");
        Region line = region("line", GEOMETRY.createPolygon());
        assertThatThrownBy(() -> JtsRegionIndex.of(List.of(line))).hasMessageContaining("line has no area");
    }

    @Test
    void shouldAnswerAlikeWhenManyThreadsAskAtOnce() {
        List<GeoPoint> points = new Random(9)
                .doubles(400, 0, 2)
                .mapToObj(d -> new GeoPoint(14 + d, 2 - d * d / 2))
                .toList();
        List<Map<String, Double>> alone =
                points.stream().map(p -> INDEX.probabilities(p, 10)).toList();
        RegionIndex fresh = JtsRegionIndex.of(List.of(WEST, EAST, NORTH));
        List<Map<String, Double>> together = IntStream.range(0, points.size())
                .parallel()
                .mapToObj(i -> fresh.probabilities(points.get(i), 10))
                .toList();
        assertThat(together).isEqualTo(alone);
    }

    private static boolean inside(Region region, GeoPoint p) {
        return region.geometry()
                .contains(GEOMETRY.createPoint(new org.locationtech.jts.geom.Coordinate(p.lon(), p.lat())));
    }

    private static Region region(String id, Geometry geometry) {
        return new Region(id, new Names(id, id, id), geometry);
    }

    private static Geometry box(double west, double south, double east, double north) {
        return GEOMETRY.toGeometry(new Envelope(west, east, south, north));
    }

    /** Along parallels, not geodesics, so with many corners. */
    private static double geodesicKm2(double west, double south, double east, double north) {
        PolygonArea polygon = new PolygonArea(Geodesic.WGS84, false);
        for (int i = 0; i <= 1000; i++) {
            polygon.AddPoint(south, west + (east - west) * i / 1000);
        }
        for (int i = 0; i <= 1000; i++) {
            polygon.AddPoint(north, east - (east - west) * i / 1000);
        }
        return Math.abs(polygon.Compute().area) / 1e6;
    }
}
