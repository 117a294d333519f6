package io.riskmonitor.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * A {@link RegionIndex} over JTS geometries. Immutable and safe for threads; answers do not depend on the order in which
 * the regions were given.
 *
 * <p>Borders of different files, and of simplified ones even among themselves, disagree by up to some kilometres. A
 * point in no region therefore belongs to the nearest one within {@link #TOLERANCE_KM}, be it in a gap between two
 * regions or just beyond the country's border. A point on the border of two, or where two overlap, belongs to the one
 * whose id sorts first.
 *
 * <p>Regions are not joined across the 180th meridian.
 */
public final class JtsRegionIndex implements RegionIndex {
    /** How far outside of every region a point may lie and still belong to the nearest, km. */
    public static final double TOLERANCE_KM = 2;

    /** Probabilities below this are left out: each is a message and a row of state, and none can move a score. */
    public static final double SMALLEST_PROBABILITY = 1e-3;

    // Less than a degree of latitude anywhere, so that a search in degrees never misses.
    private static final double KM_PER_DEGREE = 110.5;

    private final SortedMap<String, RegionShape> shapes = new TreeMap<>();
    private final List<Region> regions;
    private final STRtree tree = new STRtree();
    private final Map<String, Region> byName = new HashMap<>();
    private final Map<String, Double> areaShares;
    private final double countryAreaKm2;
    private final GeoPoint countryCentroid;
    private final GeometryFactory geometries = new GeometryFactory();

    private JtsRegionIndex(Collection<Region> given) {
        for (Region region : given) {
            if (shapes.put(region.id(), new RegionShape(region)) != null) {
                throw new IllegalArgumentException("region id '" + region.id() + "' is given twice");
            }
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("there are no regions");
        }
        this.regions = shapes.values().stream().map(RegionShape::region).toList();
        shapes.values().forEach(shape -> tree.insert(shape.envelope(), shape));
        tree.build();
        indexNames();

        double area = 0;
        double x = 0;
        double y = 0;
        for (RegionShape shape : shapes.values()) {
            Coordinate c =
                    EqualArea.project(shape.centroid().lat(), shape.centroid().lon());
            area += shape.areaKm2();
            x += shape.areaKm2() * c.x;
            y += shape.areaKm2() * c.y;
        }
        this.countryAreaKm2 = area;
        this.countryCentroid = EqualArea.unproject(x / area, y / area);
        Map<String, Double> shares = new LinkedHashMap<>();
        shapes.forEach((id, shape) -> shares.put(id, shape.areaKm2() / countryAreaKm2));
        this.areaShares = Collections.unmodifiableMap(shares);
    }

    /** @throws IllegalArgumentException if there are none, two have one id, or one has no area */
    public static JtsRegionIndex of(Collection<Region> regions) {
        return new JtsRegionIndex(regions);
    }

    @Override
    public List<Region> regions() {
        return regions;
    }

    @Override
    public Optional<Region> byId(String id) {
        return Optional.ofNullable(shapes.get(id)).map(RegionShape::region);
    }

    /**
     * The region's own names first, then the spellings of {@link RegionNames}. A region that the map does not have, such
     * as Ménaka among the first nine, is found in the one that it was cut from.
     */
    @Override
    public Optional<Region> named(String name) {
        Region own = byName.get(RegionNames.plain(name));
        if (own == null) {
            own = byName.get(RegionNames.bare(name));
        }
        return own != null ? Optional.of(own) : RegionNames.find(name).flatMap(this::known);
    }

    @Override
    public Optional<Region> containing(GeoPoint point) {
        for (RegionShape shape : near(point, TOLERANCE_KM)) {
            if (shape.covers(point)) {
                return Optional.of(shape.region());
            }
        }
        return Optional.ofNullable(nearestOutside(point)).map(RegionShape::region);
    }

    /** From the area on the ellipsoid, within 1e-6 for edges straight in degrees: as good as the borders are. */
    @Override
    public double uncertaintyKm(Region region) {
        return halfRadius(shape(region).areaKm2());
    }

    @Override
    public double countryUncertaintyKm() {
        return halfRadius(countryAreaKm2);
    }

    @Override
    public GeoPoint centroid(Region region) {
        return shape(region).centroid();
    }

    @Override
    public GeoPoint countryCentroid() {
        return countryCentroid;
    }

    /**
     * The mass of a normal distribution in the point's local plane within each region, exact to 1e-6 for the polygons as
     * given, ordered by id. With sigma 0, and farther than six sigma from every border, it is the containing region
     * alone. Values below {@link #SMALLEST_PROBABILITY} are dropped, and what falls into a gap between polygons or
     * outside the country is no region's; where polygons overlap and the sum would exceed 1, it is scaled back to 1.
     *
     * @throws IllegalArgumentException if sigma is negative or not a number
     */
    @Override
    public Map<String, Double> probabilities(GeoPoint point, double sigmaKm) {
        if (!(sigmaKm >= 0) || Double.isInfinite(sigmaKm)) {
            throw new IllegalArgumentException("sigma " + sigmaKm + " km is not a distance");
        }
        double reachKm = GaussianMass.REACH * sigmaKm;
        List<RegionShape> near = near(point, reachKm);
        boolean borderNear = sigmaKm > 0 && bordersWithin(near, point, reachKm);
        if (!borderNear) {
            return containing(point).map(region -> Map.of(region.id(), 1.0)).orElse(Map.of());
        }
        LocalPlane plane = new LocalPlane(point);
        SortedMap<String, Double> masses = new TreeMap<>();
        double sum = 0;
        for (RegionShape shape : near) {
            double mass = shape.mass(plane, sigmaKm);
            sum += mass;
            masses.put(shape.region().id(), mass);
        }
        double scale = Math.max(1, sum);
        masses.replaceAll((id, mass) -> mass / scale);
        masses.values().removeIf(p -> p < SMALLEST_PROBABILITY);
        return Collections.unmodifiableSortedMap(masses);
    }

    /** In the point's local plane: within 0.02 % up to 300 km, see {@link LocalPlane}. */
    @Override
    public Map<String, Double> distancesKm(GeoPoint point, double reachKm) {
        LocalPlane plane = new LocalPlane(point);
        SortedMap<String, Double> distances = new TreeMap<>();
        for (RegionShape shape : near(point, reachKm)) {
            double km = shape.covers(point) ? 0 : shape.borderDistanceKm(plane);
            if (km <= reachKm) {
                distances.put(shape.region().id(), km);
            }
        }
        return Collections.unmodifiableSortedMap(distances);
    }

    @Override
    public Map<String, Double> areaShares() {
        return areaShares;
    }

    private Optional<Region> known(RegionNames.Known known) {
        Optional<Region> itself = byId(known.id());
        return itself.isPresent() || known.cutFrom() == null ? itself : byId(known.cutFrom());
    }

    private RegionShape shape(Region region) {
        RegionShape shape = shapes.get(region.id());
        if (shape == null) {
            throw new IllegalArgumentException("region '" + region.id() + "' is not of this index");
        }
        return shape;
    }

    private @Nullable RegionShape nearestOutside(GeoPoint point) {
        LocalPlane plane = new LocalPlane(point);
        RegionShape nearest = null;
        double nearestKm = TOLERANCE_KM;
        for (RegionShape shape : near(point, TOLERANCE_KM)) {
            double km = shape.borderDistanceKm(plane);
            if (km < nearestKm || (nearest == null && km == nearestKm)) {
                nearest = shape;
                nearestKm = km;
            }
        }
        return nearest;
    }

    private boolean bordersWithin(List<RegionShape> near, GeoPoint point, double km) {
        // One degree is at its shortest along the most northern (or southern) parallel of the search.
        double degrees = reachEnvelope(point, km).getWidth() / 2;
        var p = geometries.createPoint(new Coordinate(point.lon(), point.lat()));
        return near.stream().anyMatch(shape -> shape.borderWithinDegrees(p, degrees));
    }

    /** The regions whose envelope lies within a distance, ordered by id. */
    private List<RegionShape> near(GeoPoint point, double km) {
        List<RegionShape> found = new ArrayList<>();
        for (Object shape : tree.query(reachEnvelope(point, km))) {
            found.add((RegionShape) shape);
        }
        found.sort(Comparator.comparing(shape -> shape.region().id()));
        return found;
    }

    private static Envelope reachEnvelope(GeoPoint point, double km) {
        double dLat = km / KM_PER_DEGREE;
        double farthest = Math.min(89, Math.abs(point.lat()) + dLat);
        double dLon = Math.min(360, dLat / StrictMath.cos(StrictMath.toRadians(farthest)));
        return new Envelope(point.lon() - dLon, point.lon() + dLon, point.lat() - dLat, point.lat() + dLat);
    }

    private static double halfRadius(double areaKm2) {
        return Math.sqrt(areaKm2 / StrictMath.PI) / 2;
    }

    private void indexNames() {
        Map<String, Region> bare = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Region region : regions) {
            Names names = region.names();
            for (String name : List.of(region.id(), names.en(), names.fr(), names.zh())) {
                byName.putIfAbsent(RegionNames.plain(name), region);
                Region other = bare.putIfAbsent(RegionNames.bare(name), region);
                if (other != null && !other.id().equals(region.id())) {
                    shared.add(RegionNames.bare(name));
                }
            }
        }
        // "Centre" is either of "Centre Region" and "Centre District": neither, then.
        bare.keySet().removeAll(shared);
        bare.forEach(byName::putIfAbsent);
    }
}
