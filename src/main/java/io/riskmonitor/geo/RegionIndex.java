package io.riskmonitor.geo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The regions under watch, found by place, by name, or by the share of an uncertain place that falls into each. */
public interface RegionIndex {
    /** All regions, ordered by id. */
    List<Region> regions();

    Optional<Region> byId(String id);

    /** The region a source means by a name: {@code Sicasso}, {@code Ségou Region}, {@code Timbuktu}. */
    Optional<Region> named(String name);

    Optional<Region> containing(GeoPoint point);

    /** Half the radius of the circle of the region's area, km: one standard deviation of "somewhere in it". */
    double uncertaintyKm(Region region);

    /** The same of the whole country that the regions make up. */
    double countryUncertaintyKm();

    /** A point that stands for the region: its area's centroid. */
    GeoPoint centroid(Region region);

    /** The centroid of the country. */
    GeoPoint countryCentroid();

    /**
     * How likely an uncertain place lies in each region.
     *
     * @param point the reported place
     * @param sigmaKm one standard deviation, km
     * @return probability by region id, only those above zero; sums to at most 1
     */
    Map<String, Double> probabilities(GeoPoint point, double sigmaKm);

    /**
     * How far a point lies from each region.
     *
     * @param reachKm how far to look
     * @return km to the nearest point by region id, 0 inside; only regions within reach
     */
    Map<String, Double> distancesKm(GeoPoint point, double reachKm);

    /** Each region's share of the country's area, summing to 1: where "somewhere in the country" may be. */
    Map<String, Double> areaShares();
}
