package io.riskmonitor.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Reads a GeoJSON Polygon or MultiPolygon (RFC 7946, section 3.1) and repairs what can be repaired, saying so. */
final class GeoJsonPolygons {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<String> repairs = new ArrayList<>();

    /** What was repaired in the geometries read so far. */
    List<String> repairs() {
        return List.copyOf(repairs);
    }

    /** @throws IllegalArgumentException with the reason, if the node is no polygon or cannot be repaired */
    Geometry read(JsonNode node) {
        String type = node.path("type").asText();
        JsonNode coordinates = node.path("coordinates");
        Geometry geometry;
        if (type.equals("Polygon")) {
            geometry = polygon(coordinates);
        } else if (type.equals("MultiPolygon")) {
            List<Polygon> polygons = new ArrayList<>();
            for (JsonNode polygon : array(coordinates, "coordinates")) {
                polygons.add(polygon(polygon));
            }
            geometry = FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
        } else {
            throw new IllegalArgumentException(
                    type.isBlank() ? "there is none" : "it is a " + type + ", not a Polygon or MultiPolygon");
        }
        return valid(geometry);
    }

    private Geometry valid(Geometry geometry) {
        var problem = new IsValidOp(geometry).getValidationError();
        Geometry fixed = problem == null ? geometry : GeometryFixer.fix(geometry);
        if (fixed.isEmpty() || fixed.getArea() == 0) {
            throw new IllegalArgumentException("it has no area");
        }
        if (problem != null) {
            repairs.add("%s at %.4f,%.4f repaired"
                    .formatted(problem.getMessage(), problem.getCoordinate().y, problem.getCoordinate().x));
        }
        return fixed;
    }

    private Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        for (JsonNode ring : array(rings, "a polygon")) {
            read.add(ring(ring));
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException("a polygon has no rings");
        }
        return FACTORY.createPolygon(read.get(0), read.subList(1, read.size()).toArray(LinearRing[]::new));
    }

    private LinearRing ring(JsonNode positions) {
        List<Coordinate> ring = new ArrayList<>();
        for (JsonNode position : array(positions, "a ring")) {
            ring.add(coordinate(position));
        }
        if (!ring.isEmpty() && !ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0).copy());
            repairs.add("open ring closed");
        }
        if (ring.size() < 4) {
            throw new IllegalArgumentException("a ring has " + ring.size() + " positions, fewer than 4");
        }
        return FACTORY.createLinearRing(ring.toArray(Coordinate[]::new));
    }

    private static Coordinate coordinate(JsonNode position) {
        if (!position.isArray()
                || position.size() < 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw new IllegalArgumentException("position " + position + " is not [longitude, latitude]");
        }
        double lon = position.get(0).asDouble();
        double lat = position.get(1).asDouble();
        if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
            throw new IllegalArgumentException(
                    "position " + position + " is not in degrees; GeoJSON is longitude, latitude on WGS 84");
        }
        return new Coordinate(lon, lat);
    }

    private static JsonNode array(JsonNode node, String what) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(what + " is not an array");
        }
        return node;
    }
}
