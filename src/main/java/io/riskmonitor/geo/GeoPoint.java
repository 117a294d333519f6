package io.riskmonitor.geo;

/**
 * A place on the WGS 84 ellipsoid.
 *
 * @param lat latitude in degrees, −90 to 90
 * @param lon longitude in degrees, −180 to 180
 */
public record GeoPoint(double lat, double lon) {
    /** @throws IllegalArgumentException if a coordinate is not a number or out of range */
    public GeoPoint {
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("latitude " + lat + " is not within -90..90");
        }
        if (!(lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("longitude " + lon + " is not within -180..180");
        }
    }
}
