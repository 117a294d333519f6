package io.riskmonitor.testing;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** A country of a few rectangular regions, for tests that need regions but not Mali's borders. */
public final class FakeRegionIndex implements RegionIndex {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();
    private static final double KM_PER_DEGREE = 111.2;

    private final List<Region> regions;

    /** Six rectangles that cover the south and the middle of Mali without gaps. */
    public static FakeRegionIndex mali() {
        return new FakeRegionIndex(List.of(
                region("gao", "Gao", "加奥", -2, 14.5, 2, 17.5),
                region("kayes", "Kayes", "卡伊", -12, 12, -9.5, 15.5),
                region("koulikoro", "Koulikoro", "库利科罗", -9.5, 12, -7, 15.5),
                region("mopti", "Mopti", "莫普提", -5.5, 13, -2, 16),
                region("segou", "Ségou", "塞古", -7, 12.5, -5.5, 15.5),
                region("sikasso", "Sikasso", "锡卡索", -9, 10, -4.5, 12)));
    }

    public FakeRegionIndex(List<Region> regions) {
        this.regions = regions.stream().sorted(Comparator.comparing(Region::id)).toList();
    }

    public static Region region(
            String id, String name, String zh, double west, double south, double east, double north) {
        return new Region(id, new Names(name, name, zh), GEOMETRY.toGeometry(new Envelope(west, east, south, north)));
    }

    @Override
    public List<Region> regions() {
        return regions;
    }

    @Override
    public Optional<Region> byId(String id) {
        return regions.stream().filter(region -> region.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Region> named(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return byId(
                ascii.toLowerCase(Locale.ROOT).replaceAll("\\s*region\\s*", "").strip());
    }

    @Override
    public Optional<Region> containing(GeoPoint point) {
        Point place = GEOMETRY.createPoint(new Coordinate(point.lon(), point.lat()));
        return regions.stream()
                .filter(region -> region.geometry().covers(place))
                .findFirst();
    }

    @Override
    public double uncertaintyKm(Region region) {
        return halfRadiusKm(areaKm2(region));
    }

    @Override
    public double countryUncertaintyKm() {
        return halfRadiusKm(
                regions.stream().mapToDouble(FakeRegionIndex::areaKm2).sum());
    }

    @Override
    public GeoPoint centroid(Region region) {
        Point centroid = region.geometry().getCentroid();
        return new GeoPoint(centroid.getY(), centroid.getX());
    }

    @Override
    public GeoPoint countryCentroid() {
        double lat = regions.stream()
                .mapToDouble(region -> centroid(region).lat())
                .average()
                .orElseThrow();
        double lon = regions.stream()
                .mapToDouble(region -> centroid(region).lon())
                .average()
                .orElseThrow();
        return new GeoPoint(lat, lon);
    }

    /** All of it in the region that holds the point: as if no place were uncertain. */
    @Override
    public Map<String, Double> probabilities(GeoPoint point, double sigmaKm) {
        return containing(point).map(region -> Map.of(region.id(), 1.0)).orElse(Map.of());
    }

    @Override
    public Map<String, Double> distancesKm(GeoPoint point, double reachKm) {
        return boxDistancesKm(regions, point, reachKm);
    }

    /** Kilometres from a point to regions that are boxes, those within reach. */
    static Map<String, Double> boxDistancesKm(List<Region> boxes, GeoPoint point, double reachKm) {
        LocalPlane plane = new LocalPlane(point);
        Map<String, Double> distances = new TreeMap<>();
        for (Region region : boxes) {
            Envelope box = region.geometry().getEnvelopeInternal();
            double lat = StrictMath.max(box.getMinY(), StrictMath.min(box.getMaxY(), point.lat()));
            double lon = StrictMath.max(box.getMinX(), StrictMath.min(box.getMaxX(), point.lon()));
            GeoPoint nearest = new GeoPoint(lat, lon);
            double km = StrictMath.hypot(plane.x(nearest), plane.y(nearest));
            if (km <= reachKm) {
                distances.put(region.id(), km);
            }
        }
        return distances;
    }

    @Override
    public Map<String, Double> areaShares() {
        double total = regions.stream().mapToDouble(FakeRegionIndex::areaKm2).sum();
        Map<String, Double> shares = new TreeMap<>();
        regions.forEach(region -> shares.put(region.id(), areaKm2(region) / total));
        return shares;
    }

    private static double halfRadiusKm(double areaKm2) {
        return StrictMath.sqrt(areaKm2 / StrictMath.PI) / 2;
    }

    private static double areaKm2(Region region) {
        double cos = StrictMath.cos(
                StrictMath.toRadians(region.geometry().getCentroid().getY()));
        return region.geometry().getArea() * KM_PER_DEGREE * KM_PER_DEGREE * cos;
    }
}
