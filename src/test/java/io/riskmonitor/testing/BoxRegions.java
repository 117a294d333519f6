package io.riskmonitor.testing;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hipparchus.special.Erf;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A country of three boxes side by side, 12° to 16° N: kayes (12° to 8° W), segou (8° to 5° W), mopti (5° to 1° W). The
 * probabilities of an uncertain place are exact, being products of normal distributions.
 */
public final class BoxRegions implements RegionIndex {
    private static final double SOUTH = 12;
    private static final double NORTH = 16;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final List<Region> regions =
            List.of(box("kayes", "Kayes", -12, -8), box("mopti", "Mopti", -5, -1), box("segou", "Ségou", -8, -5));

    private static Region box(String id, String name, double west, double east) {
        return new Region(id, new Names(name, name, name), GEOMETRY.toGeometry(new Envelope(west, east, SOUTH, NORTH)));
    }

    @Override
    public List<Region> regions() {
        return regions;
    }

    @Override
    public Optional<Region> byId(String id) {
        return regions.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Region> named(String name) {
        return regions.stream().filter(r -> r.names().fr().equals(name)).findFirst();
    }

    @Override
    public Optional<Region> containing(GeoPoint point) {
        return regions.stream()
                .filter(r -> r.geometry().getEnvelopeInternal().contains(new Coordinate(point.lon(), point.lat())))
                .findFirst();
    }

    @Override
    public double uncertaintyKm(Region region) {
        return StrictMath.sqrt(areaKm2(region) / StrictMath.PI) / 2;
    }

    @Override
    public double countryUncertaintyKm() {
        return StrictMath.sqrt(regions.stream().mapToDouble(this::areaKm2).sum() / StrictMath.PI) / 2;
    }

    @Override
    public GeoPoint centroid(Region region) {
        Coordinate centre = region.geometry().getEnvelopeInternal().centre();
        return new GeoPoint(centre.y, centre.x);
    }

    @Override
    public GeoPoint countryCentroid() {
        return new GeoPoint((SOUTH + NORTH) / 2, -6.5);
    }

    @Override
    public Map<String, Double> probabilities(GeoPoint point, double sigmaKm) {
        if (sigmaKm == 0) {
            return containing(point).map(r -> Map.of(r.id(), 1.0)).orElse(Map.of());
        }
        LocalPlane plane = new LocalPlane(point);
        double latitude =
                between(plane.y(new GeoPoint(SOUTH, point.lon())), plane.y(new GeoPoint(NORTH, point.lon())), sigmaKm);
        Map<String, Double> shares = new TreeMap<>();
        for (Region region : regions) {
            Envelope box = region.geometry().getEnvelopeInternal();
            double p = latitude
                    * between(
                            plane.x(new GeoPoint(point.lat(), box.getMinX())),
                            plane.x(new GeoPoint(point.lat(), box.getMaxX())),
                            sigmaKm);
            if (p > 0) {
                shares.put(region.id(), p);
            }
        }
        return shares;
    }

    @Override
    public Map<String, Double> distancesKm(GeoPoint point, double reachKm) {
        return FakeRegionIndex.boxDistancesKm(regions, point, reachKm);
    }

    @Override
    public Map<String, Double> areaShares() {
        double total = regions.stream().mapToDouble(this::areaKm2).sum();
        return regions.stream()
                .collect(Collectors.toMap(Region::id, r -> areaKm2(r) / total, (a, b) -> a, TreeMap::new));
    }

    private double areaKm2(Region region) {
        Envelope box = region.geometry().getEnvelopeInternal();
        LocalPlane plane = new LocalPlane(centroid(region));
        return 4
                * plane.x(new GeoPoint(box.centre().y, box.getMaxX()))
                * plane.y(new GeoPoint(box.getMaxY(), box.centre().x));
    }

    private static double between(double low, double high, double sigma) {
        double root2 = sigma * StrictMath.sqrt(2);
        return 0.5 * (Erf.erf(high / root2) - Erf.erf(low / root2));
    }
}
