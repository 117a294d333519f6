package io.riskmonitor.geo;

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
