package io.riskmonitor.feed;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Location;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a desk row. It is given by latitude and longitude, or else by a region ({@code adm1}), or by the country
 * alone; a cercle without coordinates counts as its region, since cercles have no borders here.
 */
final class DeskPlace {
    private static final double FARTHEST_KM = 5_000;
    private static final GeoPoint NOWHERE = new GeoPoint(0, 0);

    private final RowFields fields;
    private final RegionIndex regions;
    private final @Nullable String adm1;
    private final @Nullable String country;

    DeskPlace(RowFields fields, RegionIndex regions) {
        this.fields = fields;
        this.regions = regions;
        this.adm1 = fields.text(DeskField.ADM1.canonical());
        this.country = fields.text(DeskField.COUNTRY.canonical());
    }

    /** The place; if the row was refused, any place. */
    Location location() {
        boolean hasPoint = fields.text("lat") != null || fields.text("lon") != null;
        Extent extent = extent(hasPoint);
        Optional<Region> region = adm1 == null ? Optional.empty() : regions.named(adm1);
        GeoPoint point = hasPoint ? givenPoint() : standIn(extent, region);
        double otherwise = fields.problem() != null ? 1 : defaultKm(extent, point, region);
        double km = fields.number("uncertaintyKm", 0, FARTHEST_KM, otherwise);
        if (km == 0 && extent != Extent.POINT) {
            fields.refuse(Reason.OUT_OF_RANGE, "uncertaintyKm", "a place of extent " + extent + " has an uncertainty");
            km = otherwise;
        }
        return new Location(point, extent, km, fields.text("placeName"), adm1, fields.text("adm2"), country);
    }

    private Extent extent(boolean hasPoint) {
        String text = fields.text("extent");
        Extent extent;
        if (text == null) {
            extent = hasPoint ? Extent.POINT : adm1 != null ? Extent.ADM1 : Extent.COUNTRY;
        } else {
            extent = Choices.of(Extent.class, fields, "extent", text).orElse(Extent.POINT);
        }
        return extent == Extent.ADM2 && !hasPoint && adm1 != null ? Extent.ADM1 : extent;
    }

    private GeoPoint givenPoint() {
        GeoPoint point = new GeoPoint(fields.degrees("lat", 90), fields.degrees("lon", 180));
        if (fields.problem() == null && PlacePrecision.looksSwapped(point, country, regions)) {
            fields.refuse(
                    Reason.INVALID_COORDINATES,
                    "lat",
                    "latitude and longitude look swapped: the other way round they lie under watch;"
                            + " if they are right, give the country");
        }
        return point;
    }

    /** The point that stands for a unit without coordinates. */
    private GeoPoint standIn(Extent extent, Optional<Region> region) {
        if (extent == Extent.COUNTRY && country != null) {
            if (PlacePrecision.isWatched(country)) {
                return regions.countryCentroid();
            }
            String message = "lat and lon are needed: the centre of " + country + " is not known here";
            fields.refuse(Reason.MISSING_FIELD, "lat", message);
            return NOWHERE;
        }
        if (extent == Extent.ADM1 && adm1 != null) {
            if (region.isPresent()) {
                return regions.centroid(region.get());
            }
            String known =
                    String.join(", ", regions.regions().stream().map(Region::id).toList());
            fields.refuse(Reason.UNKNOWN_REGION, "adm1", "no region is called '" + adm1 + "'; known are " + known);
            return NOWHERE;
        }
        String needed = extent == Extent.ADM1 ? "adm1" : extent == Extent.COUNTRY ? "country" : "lat and lon";
        String message = "a place is missing: extent " + extent + " needs " + needed
                + "; a row needs lat and lon, or adm1, or country (extents: " + Arrays.toString(Extent.values()) + ")";
        fields.refuse(Reason.MISSING_FIELD, "lat", message);
        return NOWHERE;
    }

    private double defaultKm(Extent extent, GeoPoint point, Optional<Region> region) {
        return switch (extent) {
            case POINT -> PlacePrecision.DESK_KM;
            case ADM2 -> PlacePrecision.ADM2_KM;
            case ADM1 ->
                region.map(regions::uncertaintyKm).orElseGet(() -> PlacePrecision.adm1Km(point, adm1, regions));
            case COUNTRY -> PlacePrecision.countryKm(point, regions);
        };
    }
}
