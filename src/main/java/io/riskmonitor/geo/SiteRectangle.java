package io.riskmonitor.geo;

import java.util.List;
import org.locationtech.jts.algorithm.MinimumAreaRectangle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * An oriented rectangle on the ground: a point is 0 × 0, a straight piece of railway L × 0, an area its minimum rotated
 * rectangle.
 *
 * @param centre the rectangle's centre
 * @param lengthKm full extent along its long axis, km
 * @param widthKm full extent across it, km
 * @param axisDegrees direction of the long axis, degrees counter-clockwise from east
 */
public record SiteRectangle(GeoPoint centre, double lengthKm, double widthKm, double axisDegrees) {
    public SiteRectangle {
        if (!(lengthKm >= 0) || !(widthKm >= 0)) {
            throw new IllegalArgumentException(
                    "rectangle " + lengthKm + " km x " + widthKm + " km has a negative side");
        }
    }

    public static SiteRectangle point(GeoPoint p) {
        return new SiteRectangle(p, 0, 0, 0);
    }

    /**
     * The smallest rectangle, turned as needed, that holds all the points of a line, polygon or cloud: one point gives
     * 0 × 0, two give L × 0 along the line through them. It holds them to within 0.1 % of its length.
     *
     * @throws IllegalArgumentException if there are no points
     */
    public static SiteRectangle around(List<GeoPoint> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("there are no points to lay a rectangle around");
        }
        GeoPoint first = points.get(0);
        if (points.stream().allMatch(first::equals)) {
            return point(first);
        }
        // The plane's origin decides its scale, so the rectangle is laid anew about the centre that was found first.
        SiteRectangle rough = around(points, first);
        return around(points, rough.centre());
    }

    private static SiteRectangle around(List<GeoPoint> points, GeoPoint origin) {
        LocalPlane plane = new LocalPlane(origin);
        Coordinate[] inPlane =
                points.stream().map(p -> new Coordinate(plane.x(p), plane.y(p))).toArray(Coordinate[]::new);
        Coordinate[] box = MinimumAreaRectangle.getMinimumRectangle(
                        new GeometryFactory().createMultiPointFromCoords(inPlane))
                .getCoordinates();
        // Two corners when all points lie on one line, else a closed ring of five.
        Coordinate opposite = box.length == 2 ? box[1] : box[2];
        Coordinate side = box[1];
        double length = box[0].distance(side);
        double width = box.length == 2 ? 0 : side.distance(opposite);
        double dx = side.x - box[0].x;
        double dy = side.y - box[0].y;
        if (width > length) {
            dx = opposite.x - side.x;
            dy = opposite.y - side.y;
        }
        double axis = StrictMath.toDegrees(StrictMath.atan2(dy, dx));
        return new SiteRectangle(
                plane.at((box[0].x + opposite.x) / 2, (box[0].y + opposite.y) / 2),
                Math.max(length, width),
                Math.min(length, width),
                // An axis has no sense: 190 degrees are 10.
                axis < 0 ? axis + 180 : axis >= 180 ? axis - 180 : axis);
    }

    /** The corners in order around it; none if it is a point. */
    public List<GeoPoint> corners() {
        if (lengthKm == 0 && widthKm == 0) {
            return List.of();
        }
        return List.of(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1));
    }

    private GeoPoint corner(int along, int across) {
        double axis = StrictMath.toRadians(axisDegrees);
        double u = along * lengthKm / 2;
        double v = across * widthKm / 2;
        return new LocalPlane(centre)
                .at(
                        u * StrictMath.cos(axis) - v * StrictMath.sin(axis),
                        u * StrictMath.sin(axis) + v * StrictMath.cos(axis));
    }

    /** A place in the rectangle's own axes, km from its centre: along and across. */
    public record Offset(double along, double across) {}

    public Offset offsetOf(GeoPoint p) {
        LocalPlane plane = new LocalPlane(centre);
        double x = plane.x(p);
        double y = plane.y(p);
        double axis = StrictMath.toRadians(axisDegrees);
        double cos = StrictMath.cos(axis);
        double sin = StrictMath.sin(axis);
        return new Offset(x * cos + y * sin, -x * sin + y * cos);
    }

    /** Kilometres from {@code p} to the nearest point of the rectangle; 0 inside it. */
    public double distanceKm(GeoPoint p) {
        Offset o = offsetOf(p);
        double dx = Math.max(0, Math.abs(o.along()) - lengthKm / 2);
        double dy = Math.max(0, Math.abs(o.across()) - widthKm / 2);
        return StrictMath.hypot(dx, dy);
    }
}
