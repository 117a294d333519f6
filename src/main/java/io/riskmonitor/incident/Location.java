package io.riskmonitor.incident;

import io.riskmonitor.geo.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * Where a report says something happened.
 *
 * @param point the reported place, or the centroid of the unit the report names
 * @param extent what the place stands for: a centroid is never a point
 * @param uncertaintyKm one standard deviation of the place, km
 */
public record Location(
        GeoPoint point,
        Extent extent,
        double uncertaintyKm,
        @Nullable String placeName,
        @Nullable String adm1,
        @Nullable String adm2,
        @Nullable String country) {
    public Location {
        if (!(uncertaintyKm >= 0) || Double.isInfinite(uncertaintyKm)) {
            throw new IllegalArgumentException("uncertainty " + uncertaintyKm + " km is not a distance");
        }
        if (extent != Extent.POINT && uncertaintyKm == 0) {
            throw new IllegalArgumentException("a place of extent " + extent + " has an uncertainty");
        }
    }
}
