package io.riskmonitor.notify;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.registry.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where an alert is about, as CAP draws it: WGS 84 degrees, latitude first, radii in km.
 *
 * @param name what the area is called
 * @param polygons each closed, its first point being its last
 * @param circles each a centre and a radius
 */
record CapArea(Names name, List<String> polygons, List<String> circles) {
    /** Twice the standard deviation: 86 of 100 incidents lie within. */
    private static final double DEVIATIONS = 2;
    /** A place is not known better than this, whatever its source says, and a circle has to be seen on a map. */
    private static final double LEAST_KM = 0.5;

    CapArea {
        polygons = List.copyOf(polygons);
        circles = List.copyOf(circles);
    }

    /** Where an incident may have been. */
    static CapArea of(Evidence evidence) {
        return new CapArea(
                evidence.place(),
                List.of(),
                List.of(circle(new GeoPoint(evidence.lat(), evidence.lon()), evidence.uncertaintyKm())));
    }

    static CapArea of(Region region) {
        return new CapArea(
                region.names(),
                region.outline().stream().map(rings -> ring(rings.get(0))).toList(),
                List.of());
    }

    /** A project's sites, each as wide as its own coordinates are uncertain. */
    static CapArea of(Names name, List<Site> sites) {
        List<String> polygons = new ArrayList<>();
        List<String> circles = new ArrayList<>();
        for (Site site : sites) {
            SiteRectangle rectangle = site.rectangle();
            if (rectangle.corners().isEmpty()) {
                circles.add(circle(rectangle.centre(), site.uncertaintyKm()));
            } else {
                double margin = 2 * radius(site.uncertaintyKm());
                polygons.add(ring(new SiteRectangle(
                                rectangle.centre(),
                                rectangle.lengthKm() + margin,
                                rectangle.widthKm() + margin,
                                rectangle.axisDegrees())
                        .corners()));
            }
        }
        return new CapArea(name, polygons, circles);
    }

    void writeTo(XmlText xml, Language language) {
        xml.open("area").element("areaDesc", language.of(name));
        polygons.forEach(polygon -> xml.element("polygon", polygon));
        circles.forEach(circle -> xml.element("circle", circle));
        xml.close();
    }

    private static double radius(double sigmaKm) {
        return Math.max(LEAST_KM, sigmaKm) * DEVIATIONS;
    }

    private static String circle(GeoPoint centre, double sigmaKm) {
        return position(centre) + " " + String.format(Locale.ROOT, "%.3f", radius(sigmaKm));
    }

    private static String ring(List<GeoPoint> points) {
        List<GeoPoint> closed = new ArrayList<>(points);
        if (!points.get(0).equals(points.get(points.size() - 1))) {
            closed.add(points.get(0));
        }
        return closed.stream().map(CapArea::position).collect(Collectors.joining(" "));
    }

    /** Five decimals are a metre. */
    private static String position(GeoPoint point) {
        return String.format(Locale.ROOT, "%.5f,%.5f", point.lat(), point.lon());
    }
}
