package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Holds what the built-in registry states against the public data that it cites. */
class BuiltInRegistryFactsTest {
    private static final double KM_PER_DEGREE = 111.3;

    private static Project project(String id) {
        return RegistryFile.builtIn().projects().stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"30653, kabala-campus", "30395, baguineda-agricultural-centre", "234, third-bridge", "1506, n-sukala"})
    void shouldDatePhasesAsAidData(int aidDataId, String id) throws IOException {
        JsonNode cited = aidData(aidDataId).get("properties");
        List<Phase> phases = project(id).phases();

        assertThat(phases)
                .filteredOn(p -> p.status() == PhaseStatus.UNDER_CONSTRUCTION)
                .extracting(Phase::from)
                .containsExactly(LocalDate.parse(cited.get("start_date").asText()));
        assertThat(phases)
                .filteredOn(p -> p.status() == PhaseStatus.OPERATIONAL)
                .extracting(Phase::from)
                .containsExactly(LocalDate.parse(cited.get("completion_date").asText()));
    }

    @ParameterizedTest
    @CsvSource({
        "30653, kabala-campus, 0.1",
        "30395, baguineda-agricultural-centre, 0.1",
        "234, third-bridge, 0.15",
        "1506, n-sukala, 0.1"
    })
    void shouldPlaceTheFirstSiteWhereAidDataHasIt(int aidDataId, String id, double withinKm) throws IOException {
        SiteRectangle rectangle = project(id).sites().get(0).rectangle();

        Stream<GeoPoint> cited = points(aidData(aidDataId).get("geometry").get("coordinates"));
        assertThat(cited).allSatisfy(p -> assertThat(rectangle.distanceKm(p)).isLessThan(withinKm));
    }

    private static Stream<GeoPoint> points(JsonNode coordinates) {
        if (coordinates.get(0).isNumber()) {
            return Stream.of(new GeoPoint(
                    coordinates.get(1).asDouble(), coordinates.get(0).asDouble()));
        }
        return coordinates.valueStream().flatMap(BuiltInRegistryFactsTest::points);
    }

    private static JsonNode aidData(int id) throws IOException {
        JsonNode all = JsonMapper.builder()
                .build()
                .readTree(SharedData.file("aiddata/gcdf_key_projects_mali.geojson")
                        .toFile());
        return all.get("features")
                .valueStream()
                .filter(f -> f.get("properties").get("id").asInt() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldPlaceTownsWhereGeoNamesHasThem() throws IOException {
        Map<String, GeoPoint> gazetteer = new HashMap<>();
        for (String row : Files.readAllLines(SharedData.file("gazetteer/geonames_cities500_mali.tsv"))) {
            String[] fields = row.split("\t", -1);
            gazetteer.put(fields[1], new GeoPoint(Double.parseDouble(fields[4]), Double.parseDouble(fields[5])));
        }
        Matcher town = Pattern.compile("(?:label: ([^,]+), )?lat: ([\\d.-]+), lon: ([\\d.-]+)(?:, name: ([^}]+))?")
                .matcher(builtInText());
        int found = 0;
        while (town.find()) {
            String name = town.group(1) != null ? town.group(1) : town.group(4);
            GeoPoint cited = name == null ? null : gazetteer.get(name);
            if (cited != null) {
                GeoPoint given = new GeoPoint(Double.parseDouble(town.group(2)), Double.parseDouble(town.group(3)));
                assertThat(SiteRectangle.point(cited).distanceKm(given))
                        .as(name)
                        .isLessThan(0.1);
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(14);
    }

    private static String builtInText() throws IOException {
        String resource = "/io/riskmonitor/registry/" + RegistryFile.BUILT_IN;
        try (InputStream in = Objects.requireNonNull(RegistryFile.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldFileProjectsUnderTheRegionTheirSitesLieIn() {
        Map<String, Geometry> regions = new HashMap<>();
        RegionsFile.builtIn().forEach(region -> regions.put(region.id(), region.geometry()));
        for (Project project : RegistryFile.builtIn().projects()) {
            if (project.regionId() == null) {
                continue;
            }
            Geometry region = Objects.requireNonNull(regions.get(project.regionId()), project.regionId());
            for (Site site : project.sites()) {
                GeoPoint centre = site.rectangle().centre();
                double km =
                        region.distance(new GeometryFactory().createPoint(new Coordinate(centre.lon(), centre.lat())))
                                * KM_PER_DEGREE;
                // Natural Earth's borders are good to some kilometres, and so is the registry.
                assertThat(km).as("%s %s", project.id(), site.id()).isLessThanOrEqualTo(5 + site.uncertaintyKm());
            }
        }
    }
}
