package io.riskmonitor.feed;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Location;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a warning: the centre of its polygons and circles, as uncertain as they are wide (half the radius of a
 * circle of their area, and what they lie apart); without any, the region or country that the area's description names.
 */
final class CapPlace {
    private static final double WIDEST_KM = 2_000;
    private static final int MAX_NAME = 200;
    private static final GeoPoint NOWHERE = new GeoPoint(0, 0);

    private final RowFields fields;
    private final List<CapElement> areas;
    private final RegionIndex regions;

    CapPlace(RowFields fields, List<CapElement> areas, RegionIndex regions) {
        this.fields = fields;
        this.areas = areas;
        this.regions = regions;
    }

    /** The place; if the alert was refused, any place. */
    Location location() {
        String name = fields.oneLine("areaDesc", MAX_NAME);
        List<Patch> patches = new ArrayList<>();
        for (CapElement area : areas) {
            area.texts("polygon").forEach(text -> polygon(text).ifPresent(patches::add));
            area.texts("circle").forEach(text -> circle(text).ifPresent(patches::add));
        }
        if (fields.problem() != null) {
            return new Location(NOWHERE, Extent.POINT, 0, null, null, null, null);
        }
        if (patches.isEmpty()) {
            return named(name);
        }
        GeoPoint centre = centre(patches);
        if (PlacePrecision.looksSwapped(centre, null, regions)) {
            refuse(Reason.INVALID_COORDINATES, "area", centre.toString(), "latitude and longitude look swapped");
        }
        return new Location(centre, Extent.POINT, uncertaintyKm(patches, centre), name, null, null, null);
    }

    private Location named(@Nullable String name) {
        Optional<Region> region = name == null ? Optional.empty() : regions.named(name);
        if (region.isPresent()) {
            Region unit = region.get();
            return new Location(
                    regions.centroid(unit), Extent.ADM1, regions.uncertaintyKm(unit), name, name, null, null);
        }
        if (name == null || !PlacePrecision.isWatched(name)) {
            refuse(
                    Reason.MISSING_FIELD,
                    "area",
                    name == null ? "" : name,
                    "an area needs a polygon or a circle, or a description that is a region or the country");
        }
        return new Location(
                regions.countryCentroid(), Extent.COUNTRY, regions.countryUncertaintyKm(), name, null, null, name);
    }

    /** A piece of ground as the circle of its area: sigma is half its radius. */
    private record Patch(GeoPoint centre, double areaKm2) {
        double variance() {
            return Math.max(PlacePrecision.EXACT_KM * PlacePrecision.EXACT_KM, areaKm2 / StrictMath.PI / 4);
        }
    }

    /** {@code lat,lon lat,lon …}, the last being the first; one that was not closed is. */
    private Optional<Patch> polygon(String text) {
        List<GeoPoint> ring = new ArrayList<>();
        for (String pair : text.split("\\s+", -1)) {
            Optional<GeoPoint> point = point("polygon", pair, text);
            if (point.isEmpty()) {
                return Optional.empty();
            }
            ring.add(point.get());
        }
        LocalPlane plane = new LocalPlane(ring.get(0));
        if (ring.stream().anyMatch(p -> StrictMath.hypot(plane.x(p), plane.y(p)) > WIDEST_KM)) {
            refuse(Reason.OUT_OF_RANGE, "polygon", text, "the polygon is wider than " + (int) WIDEST_KM + " km");
            return Optional.empty();
        }
        double area = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < ring.size(); i++) {
            GeoPoint a = ring.get(i);
            GeoPoint b = ring.get((i + 1) % ring.size());
            double cross = plane.x(a) * plane.y(b) - plane.x(b) * plane.y(a);
            area += cross / 2;
            x += (plane.x(a) + plane.x(b)) * cross / 6;
            y += (plane.y(a) + plane.y(b)) * cross / 6;
        }
        // Lines that cross may enclose next to nothing and have a centre anywhere.
        boolean within = Math.abs(x / area) <= WIDEST_KM && Math.abs(y / area) <= WIDEST_KM;
        if (ring.size() < 4 || Math.abs(area) < 1e-3 || !within) {
            refuse(Reason.INVALID_COORDINATES, "polygon", text, "four points or more must enclose an area");
            return Optional.empty();
        }
        return Optional.of(new Patch(at(plane, x / area, y / area), Math.abs(area)));
    }

    /** {@code lat,lon radius}, the radius in km. */
    private Optional<Patch> circle(String text) {
        String[] parts = text.split("\\s+", -1);
        Optional<GeoPoint> centre = point("circle", parts[0], text);
        double radius = parts.length == 2 ? number(parts[1]) : Double.NaN;
        if (!(radius >= 0 && radius <= WIDEST_KM)) {
            String message = "a circle is lat,lon and a radius of at most " + (int) WIDEST_KM + " km";
            refuse(Reason.INVALID_NUMBER, "circle", text, message);
            return Optional.empty();
        }
        return centre.map(point -> new Patch(point, StrictMath.PI * radius * radius));
    }

    private Optional<GeoPoint> point(String field, String pair, String whole) {
        String[] parts = pair.split(",", -1);
        double lat = number(parts[0]);
        double lon = parts.length == 2 ? number(parts[1]) : Double.NaN;
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            String message = "'" + Texts.shorten(pair, 60) + "' is no lat,lon within ±90 and ±180 degrees";
            refuse(Reason.INVALID_COORDINATES, field, whole, message);
            return Optional.empty();
        }
        return Optional.of(new GeoPoint(lat, lon));
    }

    private static double number(String text) {
        return RowFields.isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    }

    private static GeoPoint centre(List<Patch> patches) {
        LocalPlane plane = new LocalPlane(patches.get(0).centre());
        double weights = patches.stream().mapToDouble(Patch::variance).sum();
        double x = 0;
        double y = 0;
        for (Patch patch : patches) {
            x += plane.x(patch.centre()) * patch.variance() / weights;
            y += plane.y(patch.centre()) * patch.variance() / weights;
        }
        return at(plane, x, y);
    }

    /** Variance of a mixture along one axis: that of each patch, and half the square of how far it lies off. */
    private static double uncertaintyKm(List<Patch> patches, GeoPoint centre) {
        LocalPlane plane = new LocalPlane(centre);
        double weights = patches.stream().mapToDouble(Patch::variance).sum();
        double variance = 0;
        for (Patch patch : patches) {
            double off = StrictMath.hypot(plane.x(patch.centre()), plane.y(patch.centre()));
            variance += (patch.variance() + off * off / 2) * patch.variance() / weights;
        }
        return StrictMath.sqrt(variance);
    }

    /** The plane's point, held off the poles, which no plane reaches over. */
    private static GeoPoint at(LocalPlane plane, double x, double y) {
        double south = plane.y(new GeoPoint(-89, 0));
        double north = plane.y(new GeoPoint(89, 0));
        return plane.at(x, Math.max(south, Math.min(north, y)));
    }

    private void refuse(Reason reason, String field, String value, String message) {
        fields.refuse(new Problem(reason, field, value, message));
    }
}
