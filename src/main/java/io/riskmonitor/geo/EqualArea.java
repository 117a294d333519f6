package io.riskmonitor.geo;

import org.locationtech.jts.geom.Coordinate;

/**
 * The cylindrical equal-area projection of the WGS 84 ellipsoid (Snyder, Map Projections: A Working Manual, USGS
 * Professional Paper 1395, formulas 3-12, 3-18 and 10-15): areas in it are areas on the ground, without error of the
 * projection itself. Coordinates in km.
 */
final class EqualArea {
    private static final double A = 6378.137; // km, WGS 84
    private static final double E2 = 6.694379990141316e-3;
    private static final double E = StrictMath.sqrt(E2);
    private static final double Q_POLE = q(1);

    private EqualArea() {}

    static Coordinate project(double lat, double lon) {
        return new Coordinate(A * StrictMath.toRadians(lon), A * q(StrictMath.sin(StrictMath.toRadians(lat))) / 2);
    }

    static GeoPoint unproject(double x, double y) {
        double sin = 2 * y / (A * Q_POLE);
        double beta = StrictMath.asin(Math.max(-1, Math.min(1, sin)));
        double e4 = E2 * E2;
        double e6 = e4 * E2;
        double phi = beta
                + (E2 / 3 + 31 * e4 / 180 + 517 * e6 / 5040) * StrictMath.sin(2 * beta)
                + (23 * e4 / 360 + 251 * e6 / 3780) * StrictMath.sin(4 * beta)
                + 761 * e6 / 45360 * StrictMath.sin(6 * beta);
        return new GeoPoint(StrictMath.toDegrees(phi), StrictMath.toDegrees(x / A));
    }

    private static double q(double sin) {
        double es = E * sin;
        return (1 - E2) * (sin / (1 - es * es) - StrictMath.log((1 - es) / (1 + es)) / (2 * E));
    }
}
