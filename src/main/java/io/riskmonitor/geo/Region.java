package io.riskmonitor.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * A first-level administrative unit.
 *
 * @param id lower-case ASCII of the French name, such as {@code segou}
 * @param geometry polygon or multipolygon in WGS 84 degrees, x longitude, y latitude
 */
public record Region(String id, Names names, Geometry geometry) {
    /** Its polygons, each of rings: the outer one first, then its holes. */
    public List<List<List<GeoPoint>>> outline() {
        List<List<List<GeoPoint>>> polygons = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(i);
            List<List<GeoPoint>> rings = new ArrayList<>();
            rings.add(points(polygon.getExteriorRing()));
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                rings.add(points(polygon.getInteriorRingN(hole)));
            }
            polygons.add(rings);
        }
        return polygons;
    }

    private static List<GeoPoint> points(LinearRing ring) {
        return Arrays.stream(ring.getCoordinates())
                .map(c -> new GeoPoint(c.y, c.x))
                .toList();
    }
}
