package io.riskmonitor.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/** A region's geometry made ready for questions: located, measured, and its rings with the inside on their left. */
final class RegionShape {
    /** Edges are cut to this many degrees, so that an edge straight in degrees is straight in km too (within 20 m). */
    private static final double LONGEST_EDGE_DEGREES = 0.25;

    private final Region region;
    private final Envelope envelope;
    private final IndexedPointInAreaLocator locator;
    private final IndexedFacetDistance border;
    private final List<GeoPoint[]> rings;
    private final double areaKm2;
    private final GeoPoint centroid;

    RegionShape(Region region) {
        Geometry geometry = region.geometry().copy();
        this.region = region;
        this.envelope = geometry.getEnvelopeInternal();
        this.locator = new IndexedPointInAreaLocator(geometry);
        this.border = new IndexedFacetDistance(geometry);
        this.rings = ringsOf(Densifier.densify(geometry, LONGEST_EDGE_DEGREES));
        double twiceArea = 0;
        double sumX = 0;
        double sumY = 0;
        // From a corner of the region, for centroids lose digits when measured from afar.
        Coordinate corner = EqualArea.project(envelope.getMinY(), envelope.getMinX());
        for (GeoPoint[] ring : rings) {
            Coordinate from = projected(ring[0], corner);
            for (int i = 1; i < ring.length; i++) {
                Coordinate to = projected(ring[i], corner);
                double cross = from.x * to.y - to.x * from.y;
                twiceArea += cross;
                sumX += cross * (from.x + to.x);
                sumY += cross * (from.y + to.y);
                from = to;
            }
        }
        if (!(twiceArea > 0)) {
            throw new IllegalArgumentException("region " + region.id() + " has no area");
        }
        this.areaKm2 = twiceArea / 2;
        this.centroid = EqualArea.unproject(corner.x + sumX / (3 * twiceArea), corner.y + sumY / (3 * twiceArea));
        locator.locate(new Coordinate(0, 0)); // builds the index now, before threads share it
    }

    Region region() {
        return region;
    }

    Envelope envelope() {
        return new Envelope(envelope);
    }

    double areaKm2() {
        return areaKm2;
    }

    GeoPoint centroid() {
        return centroid;
    }

    /** Whether a point is inside or on the border. */
    boolean covers(GeoPoint p) {
        return locator.locate(new Coordinate(p.lon(), p.lat())) != Location.EXTERIOR;
    }

    boolean borderWithinDegrees(Point p, double degrees) {
        return border.isWithinDistance(p, degrees);
    }

    /** Kilometres from the plane's origin to the nearest point of the border. */
    double borderDistanceKm(LocalPlane plane) {
        double nearest = Double.POSITIVE_INFINITY;
        for (GeoPoint[] ring : rings) {
            double px = plane.x(ring[0]);
            double py = plane.y(ring[0]);
            for (int i = 1; i < ring.length; i++) {
                double qx = plane.x(ring[i]);
                double qy = plane.y(ring[i]);
                nearest = Math.min(nearest, fromOrigin(px, py, qx, qy));
                px = qx;
                py = qy;
            }
        }
        return nearest;
    }

    /** The mass of a normal distribution about the plane's origin within the region, 0 to 1. */
    double mass(LocalPlane plane, double sigmaKm) {
        double mass = 0;
        for (GeoPoint[] ring : rings) {
            double px = plane.x(ring[0]) / sigmaKm;
            double py = plane.y(ring[0]) / sigmaKm;
            for (int i = 1; i < ring.length; i++) {
                double qx = plane.x(ring[i]) / sigmaKm;
                double qy = plane.y(ring[i]) / sigmaKm;
                mass += GaussianMass.ofEdge(px, py, qx, qy);
                px = qx;
                py = qy;
            }
        }
        return Math.max(0, Math.min(1, mass));
    }

    private static double fromOrigin(double px, double py, double qx, double qy) {
        double dx = qx - px;
        double dy = qy - py;
        double square = dx * dx + dy * dy;
        double t = square == 0 ? 0 : Math.max(0, Math.min(1, -(px * dx + py * dy) / square));
        double x = px + t * dx;
        double y = py + t * dy;
        return Math.sqrt(x * x + y * y);
    }

    private static Coordinate projected(GeoPoint p, Coordinate corner) {
        Coordinate c = EqualArea.project(p.lat(), p.lon());
        return new Coordinate(c.x - corner.x, c.y - corner.y);
    }

    private static List<GeoPoint[]> ringsOf(Geometry geometry) {
        List<GeoPoint[]> rings = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                rings.add(ring(polygon.getExteriorRing(), true));
                for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
                    rings.add(ring(polygon.getInteriorRingN(k), false));
                }
            }
        }
        return List.copyOf(rings);
    }

    private static GeoPoint[] ring(LineString line, boolean counterClockwise) {
        Coordinate[] coordinates = line.getCoordinates();
        if (Orientation.isCCW(coordinates) != counterClockwise) {
            CoordinateArrays.reverse(coordinates);
        }
        GeoPoint[] ring = new GeoPoint[coordinates.length];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new GeoPoint(coordinates[i].y, coordinates[i].x);
        }
        return ring;
    }
}
