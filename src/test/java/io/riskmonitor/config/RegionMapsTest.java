package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.geo.RegionNames;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The maps that users will choose among, held against towns whose region is known. */
class RegionMapsTest {
    /** GeoNames admin1 codes of Mali (geonames.org, admin1CodesASCII). */
    private static final Map<String, String> ADMIN1 = Map.ofEntries(
            Map.entry("01", "bamako"),
            Map.entry("03", "kayes"),
            Map.entry("04", "mopti"),
            Map.entry("05", "segou"),
            Map.entry("06", "sikasso"),
            Map.entry("07", "koulikoro"),
            Map.entry("08", "tombouctou"),
            Map.entry("09", "gao"),
            Map.entry("10", "kidal"),
            Map.entry("12070575", "taoudenit"),
            Map.entry("12070577", "menaka"));

    /** Towns whose code does not fit any of the maps, with the reason. */
    private static final Map<String, String> EXCEPTIONS =
            Map.of("Figuira-Toma", "coded Bamako, but 90 km south of it in the cercle of Kangaba, Koulikoro");

    enum MapFile {
        BUILT_IN(""),
        GEOBOUNDARIES_9("boundaries/mali_adm1_9_geoboundaries_simplified.geojson"),
        REGIONS_2023("boundaries/mali_regions_2023_approx_from_adm2.geojson");

        private final String file;

        MapFile(String file) {
            this.file = file;
        }

        RegionIndex index() throws IOException {
            return JtsRegionIndex.of(
                    this == BUILT_IN
                            ? RegionsFile.builtIn()
                            : RegionsFile.read(SharedData.file(file)).regions());
        }
    }

    @ParameterizedTest
    @EnumSource(MapFile.class)
    void shouldPutEveryTownIntoItsRegionButForTheKnownExceptions(MapFile map) throws IOException {
        RegionIndex index = map.index();
        Map<String, String> wrong = new LinkedHashMap<>();
        List<String> rows = Files.readAllLines(SharedData.file("gazetteer/geonames_cities500_mali.tsv"));
        for (String row : rows) {
            String[] fields = row.split("\t", -1);
            GeoPoint town = new GeoPoint(Double.parseDouble(fields[4]), Double.parseDouble(fields[5]));
            String said = ADMIN1.getOrDefault(fields[10], "unknown code " + fields[10]);
            String found = index.containing(town).map(Region::id).orElse("none");
            if (!agree(said, found)) {
                wrong.put(fields[1], "said " + said + ", found " + found);
            }
        }
        assertThat(rows).hasSize(67);
        assertThat(wrong).containsOnlyKeys(EXCEPTIONS.keySet());
    }

    /** The gazetteer may know only the older region of the map's newer one, and the map of the gazetteer's. */
    private static boolean agree(String said, String found) {
        return said.equals(found) || older(said).equals(found) || said.equals(older(found));
    }

    private static String older(String id) {
        return RegionNames.find(id).map(RegionNames.Known::cutFrom).orElse("");
    }

    @ParameterizedTest
    @EnumSource(MapFile.class)
    void shouldNameEveryRegionOfMaliOnEveryMap(MapFile map) throws IOException {
        RegionIndex index = map.index();
        assertThat(index.regions()).hasSize(map == MapFile.REGIONS_2023 ? 19 : 9);
        assertThat(index.regions())
                .allMatch(region -> !region.names().zh().equals(region.names().fr()));
        assertThat(RegionNames.all())
                .allSatisfy(known -> assertThat(index.named(known.names().fr() + " Region"))
                        .map(Region::id)
                        .hasValueSatisfying(id -> assertThat(id.equals(known.id()) || id.equals(known.cutFrom()))
                                .isTrue()));
    }

    @ParameterizedTest
    @EnumSource(MapFile.class)
    void shouldMeasureMalisAreaNearTheOfficialFigure(MapFile map) throws IOException {
        double radius = 2 * map.index().countryUncertaintyKm();
        // 1,241,238 km2 is the figure of Mali's statistics institute (INSTAT); borders on maps of this scale add 1 %.
        assertThat(Math.PI * radius * radius).isCloseTo(1_241_238, within(0.015 * 1_241_238));
    }

    @ParameterizedTest
    @EnumSource(MapFile.class)
    void shouldSumToOneAtMostAndAlmostLoseNothingInland(MapFile map) throws IOException {
        RegionIndex index = map.index();
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            GeoPoint p = new GeoPoint(10 + 15 * random.nextDouble(), -12.3 + 16.6 * random.nextDouble());
            double sigma = 0.5 + 40 * random.nextDouble();
            double sum = index.probabilities(p, sigma).values().stream()
                    .mapToDouble(x -> x)
                    .sum();
            assertThat(sum).as("%s, sigma %s", p, sigma).isLessThanOrEqualTo(1 + 1e-12);
        }
        // Bandiagara is far from the country's border: what is lost is lost in gaps and in what is dropped.
        for (double sigma : new double[] {1, 5, 15}) {
            double sum = index.probabilities(new GeoPoint(14.35, -3.61), sigma).values().stream()
                    .mapToDouble(x -> x)
                    .sum();
            assertThat(sum).as("sigma %s", sigma).isGreaterThan(0.997);
        }
    }

    @ParameterizedTest
    @EnumSource(MapFile.class)
    void shouldMatchAMonteCarloIntegralOfTheMapWithinTwoPercent(MapFile map) throws IOException {
        RegionIndex index = map.index();
        long seed = 20;
        Random random = new Random(seed);
        for (double[] place : new double[][] {{13.5, -5.2, 80}, {16.3, -0.1, 25}, {12.65, -8, 5}, {14.9, -4.2, 150}}) {
            GeoPoint p = new GeoPoint(place[0], place[1]);
            LocalPlane plane = new LocalPlane(p);
            Map<String, Double> drawn = new TreeMap<>();
            int draws = 40_000;
            for (int i = 0; i < draws; i++) {
                index.probabilities(plane.at(place[2] * random.nextGaussian(), place[2] * random.nextGaussian()), 0)
                        .forEach((id, one) -> drawn.merge(id, one / draws, Double::sum));
            }
            Map<String, Double> found = index.probabilities(p, place[2]);
            for (Region region : index.regions()) {
                assertThat(found.getOrDefault(region.id(), 0.0))
                        .as("%s at %s, seed %s", region.id(), p, seed)
                        .isCloseTo(drawn.getOrDefault(region.id(), 0.0), within(0.02));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MapFile.class)
    void shouldLayAVaguePlaceMostlyButNeverWhollyIntoTheRegionOfItsCentroid(MapFile map) throws IOException {
        RegionIndex index = map.index();
        for (Region region : index.regions()) {
            GeoPoint centroid = index.centroid(region);
            Map<String, Double> p = index.probabilities(centroid, index.uncertaintyKm(region));
            assertThat(p.getOrDefault(region.id(), 0.0)).as(region.id()).isBetween(0.5, 0.9);
            assertThat(p)
                    .allSatisfy((id, other) -> assertThat(other).isLessThanOrEqualTo(p.getOrDefault(region.id(), 0.0)));
        }
    }

    @Test
    void shouldTellTheBuiltInRegionsApartAsTheReportsDo() throws IOException {
        RegionIndex index = MapFile.BUILT_IN.index();
        assertThat(index.named("Sicasso")).map(Region::id).contains("sikasso");
        assertThat(index.named("Kidal region")).map(Region::id).contains("kidal");
        assertThat(index.named("Ménaka")).map(Region::id).contains("gao");
        assertThat(index.containing(new GeoPoint(16.27, -0.04))).map(Region::id).contains("gao");
        assertThat(index.containing(new GeoPoint(14.7, -17.4))).isEmpty(); // Dakar
    }
}
