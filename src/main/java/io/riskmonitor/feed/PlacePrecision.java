package io.riskmonitor.feed;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How uncertain a reported place is, km, one standard deviation.
 *
 * <p>An area is taken as the circle of its size, and half of that circle's radius as the standard deviation (DESIGN,
 * section 6). Where the area is not known, Mali's own are assumed: its units are large, so a guess is rather too vague
 * than too near.
 */
final class PlacePrecision {
    /** A named spot with its coordinates: the error of the gazetteer and the size of a village. */
    static final double EXACT_KM = 2;

    /** Within 25 km of a named spot (UCDP where_prec 2): half that radius. Also where a source says nothing. */
    static final double NEAR_KM = 12.5;

    /**
     * A small part of a region (ACLED geo_precision 2): between the surroundings of a town and a whole second-level unit,
     * so their geometric mean, √(12.5·44).
     */
    static final double PART_OF_REGION_KM = 23.5;

    /** Entered at the desk without an uncertainty: between a village and a day's drive around it. */
    static final double DESK_KM = 5;

    /** At sea or in the air over it (UCDP where_prec 7). */
    static final double SEA_KM = 50;

    /** Mali's 50 cercles share 1,240,192 km² (CIA World Factbook, total area): ½·√(24,804/π). */
    static final double ADM2_KM = 44;

    /** Mali's nine regions (eight and Bamako) share the same: ½·√(137,799/π). */
    static final double ADM1_KM = 105;

    /** A belt, a border or "the north": as large as three of Mali's regions, ½·√(413,397/π). */
    static final double LARGER_THAN_ADM1_KM = 181;

    /** Somewhere in a country as large as Mali: ½·√(1,240,192/π). */
    static final double COUNTRY_KM = 314;

    /** The country's name as all sources write it; regions carry no country. */
    private static final String WATCHED_COUNTRY = "Mali";

    private PlacePrecision() {}

    /** What a reported place stands for, and how uncertain it is. */
    record Place(Extent extent, double uncertaintyKm) {}

    /**
     * UCDP's where_prec (GED codebook, "where_prec"): 1 exact, 2 within about 25 km, 3 second-level unit, 4 first-level
     * unit, 5 a line or an area that is no such unit, 6 country, 7 sea or air.
     *
     * <p>5 says only that the place is no unit of the first two levels. Its rows still name the units that hold it: of 185
     * such rows in the web export of 2016–2023, 165 name a second-level unit, for a department or a road in it. So
     * it is as vague as the smallest unit it names, and vaguer than a region if it names none.
     */
    static Place ofUcdp(
            int wherePrec, GeoPoint point, @Nullable String adm1, @Nullable String adm2, RegionIndex regions) {
        return switch (wherePrec) {
            case 1 -> new Place(Extent.POINT, EXACT_KM);
            case 2 -> new Place(Extent.POINT, NEAR_KM);
            case 3 -> new Place(Extent.ADM2, ADM2_KM);
            case 4 -> new Place(Extent.ADM1, adm1Km(point, adm1, regions));
            case 5 -> {
                if (adm2 != null) {
                    yield new Place(Extent.ADM2, ADM2_KM);
                }
                yield new Place(Extent.ADM1, adm1 == null ? LARGER_THAN_ADM1_KM : adm1Km(point, adm1, regions));
            }
            case 6 -> new Place(Extent.COUNTRY, countryKm(point, regions));
            case 7 -> new Place(Extent.POINT, SEA_KM);
            default -> throw new IllegalArgumentException("where_prec " + wherePrec + " is not within 1..7");
        };
    }

    /**
     * ACLED's geo_precision (Codebook, "Spatial precision codes"): 1 a particular town; 2 a small part of a region or the
     * vicinity of a town, coded to a town that stands for it; 3 a larger region, coded to its capital or the nearest
     * landmark.
     */
    static Place ofAcled(int geoPrecision, GeoPoint point, @Nullable String adm1, RegionIndex regions) {
        return switch (geoPrecision) {
            case 1 -> new Place(Extent.POINT, EXACT_KM);
            case 2 -> new Place(Extent.POINT, PART_OF_REGION_KM);
            case 3 -> new Place(Extent.ADM1, adm1Km(point, adm1, regions));
            default -> throw new IllegalArgumentException("geo_precision " + geoPrecision + " is not within 1..3");
        };
    }

    /**
     * A first-level unit's own uncertainty if it is one of the regions under watch. Names repeat between countries,
     * so the point has to lie under watch too.
     */
    static double adm1Km(GeoPoint point, @Nullable String adm1, RegionIndex regions) {
        if (adm1 != null && regions.containing(point).isPresent()) {
            Optional<Region> region = regions.named(adm1);
            if (region.isPresent()) {
                return regions.uncertaintyKm(region.get());
            }
        }
        return ADM1_KM;
    }

    /** The watched country's own uncertainty if the point lies in it. */
    static double countryKm(GeoPoint point, RegionIndex regions) {
        return regions.containing(point).isPresent() ? regions.countryUncertaintyKm() : COUNTRY_KM;
    }

    /**
     * Whether latitude and longitude changed places: the point lies in none of the watched regions, the swapped
     * point in one, and the row itself says the watched country or nothing.
     */
    static boolean looksSwapped(GeoPoint point, @Nullable String country, RegionIndex regions) {
        boolean here = country == null || isWatched(country);
        return here
                && Math.abs(point.lon()) <= 90
                && regions.containing(point).isEmpty()
                && regions.containing(new GeoPoint(point.lon(), point.lat())).isPresent();
    }

    static boolean isWatched(String country) {
        return country.equalsIgnoreCase(WATCHED_COUNTRY);
    }
}
