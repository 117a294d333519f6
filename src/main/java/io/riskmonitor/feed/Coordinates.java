package io.riskmonitor.feed;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import org.jspecify.annotations.Nullable;

/** A row's latitude and longitude, refused where they cannot be meant. */
final class Coordinates {
    private Coordinates() {}

    /**
     * The point of two required fields; if the row was refused, any point.
     *
     * @param country the row's own country, for which a point elsewhere is no slip, or null
     */
    static GeoPoint of(RowFields fields, String lat, String lon, @Nullable String country, RegionIndex regions) {
        GeoPoint point = new GeoPoint(fields.degrees(lat, 90), fields.degrees(lon, 180));
        if (fields.problem() != null) {
            return point;
        }
        if (point.lat() == 0 && point.lon() == 0) {
            fields.refuse(Reason.INVALID_COORDINATES, lat, "0, 0 is what missing coordinates turn into");
        } else if (PlacePrecision.looksSwapped(point, country, regions)) {
            fields.refuse(Reason.INVALID_COORDINATES, lat, "latitude and longitude look swapped");
        }
        return point;
    }
}
