package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** The rivers of the map, held against towns on their banks. */
class RiversTest {
    private static final double MOST_KM = 15;
    private static final GeometryFactory PLANE = new GeometryFactory();

    private static JsonNode features() throws IOException {
        try (InputStream in = RiversTest.class.getResourceAsStream("/io/riskmonitor/boundaries/mali-rivers.geojson")) {
            return new ObjectMapper().readTree(in).get("features");
        }
    }

    private static GeoPoint town(String name) throws IOException {
        String[] row = Files.readAllLines(SharedData.file("gazetteer/geonames_cities500_mali.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[1].equals(name))
                .findFirst()
                .orElseThrow();
        return new GeoPoint(Double.parseDouble(row[4]), Double.parseDouble(row[5]));
    }

    private static double distanceKm(JsonNode river, GeoPoint town) {
        LocalPlane plane = new LocalPlane(town);
        double nearest = Double.MAX_VALUE;
        for (JsonNode line : river.at("/geometry/coordinates")) {
            List<Coordinate> points = new ArrayList<>();
            line.forEach(position -> {
                GeoPoint point = new GeoPoint(
                        position.get(1).doubleValue(), position.get(0).doubleValue());
                points.add(new Coordinate(plane.x(point), plane.y(point)));
            });
            nearest = Math.min(
                    nearest,
                    PLANE.createLineString(points.toArray(Coordinate[]::new))
                            .distance(PLANE.createPoint(new Coordinate())));
        }
        return nearest;
    }

    @Test
    void shouldBeTheNigerAndTheSenegalInFewKilobytes() throws IOException {
        assertThat(features().findValuesAsText("name")).containsExactly("Niger", "Senegal");
        try (InputStream in = RiversTest.class.getResourceAsStream("/io/riskmonitor/boundaries/mali-rivers.geojson")) {
            assertThat(in.readAllBytes()).hasSizeLessThan(8_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Niger, Kangaba",
        "Niger, Bamako",
        "Niger, Koulikoro",
        "Niger, Ségou",
        "Niger, Markala",
        "Niger, Mopti",
        "Niger, Diré",
        "Niger, Timbuktu",
        "Niger, Bourem",
        "Niger, Gao",
        "Niger, Ansongo",
        "Senegal, Bafoulabé",
        "Senegal, Kayes"
    })
    void shouldPassTheTownsOnTheirBanks(String river, String town) throws IOException {
        GeoPoint place = town(town);
        JsonNode line = features().get(river.equals("Niger") ? 0 : 1);
        assertThat(distanceKm(line, place)).isLessThan(MOST_KM);
    }
}
