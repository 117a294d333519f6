package io.riskmonitor.config;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Polyline;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.registry.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a {@code line} and cuts it into sections, each a site named by its kilometres and the stations around it. */
final class LineReader {
    /** The longest section: about the reach of one attack's influence (20 km), so that a section is one risk. */
    static final double MAX_SECTION_KM = 25;

    private static final double MIN_SECTION_KM = 1;
    /** Below this two kilometre posts are the same place; they are sums of the same lengths in another order. */
    private static final double SAME_KM = 1e-6;

    private final Fields in;
    private final Citations citations;

    LineReader(Fields in, Citations citations) {
        this.in = in;
        this.citations = citations;
    }

    private record Station(String name, double km) {}

    List<Site> read() {
        if (!in.has("points")) {
            in.problem("points", "is missing");
        }
        List<GeoPoint> points = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean whole = in.has("points");
        for (Fields vertex : in.mappings("points")) {
            GeoPoint point = SiteReader.point(vertex);
            String name = vertex.optionalText("name");
            vertex.rejectOthers();
            whole &= point != null;
            if (point != null && !points.isEmpty() && point.equals(points.get(points.size() - 1))) {
                vertex.problem("lat", "is the same place as the point before it");
                whole = false;
            }
            if (point != null) {
                points.add(point);
                names.add(name == null ? "" : name);
            }
        }
        Double uncertaintyKm = SiteReader.uncertaintyKm(in);
        Double sectionKm = in.has("sectionKm")
                ? in.number("sectionKm", MIN_SECTION_KM, MAX_SECTION_KM)
                : Double.valueOf(MAX_SECTION_KM);
        SiteReader.requireSource(in, citations);
        in.rejectOthers();
        if (whole && points.size() < 2) {
            in.problem("points", "has " + points.size() + "; a line has at least 2");
            return List.of();
        }
        return whole && uncertaintyKm != null && sectionKm != null
                ? sections(points, names, sectionKm, uncertaintyKm)
                : List.of();
    }

    private List<Site> sections(List<GeoPoint> points, List<String> names, double sectionKm, double uncertaintyKm) {
        Polyline line = new Polyline(points);
        List<Station> stations = stations(points, names);
        List<Polyline.Section> sections = line.sections(sectionKm);
        int digits = Math.max(2, Integer.toString(sections.size()).length());
        List<Site> sites = new ArrayList<>();
        for (Polyline.Section section : sections) {
            String id = String.format(Locale.ROOT, "%0" + digits + "d", sites.size() + 1);
            SiteRectangle rectangle = SiteRectangle.around(section.points());
            sites.add(new Site(id, label(section, stations), rectangle, uncertaintyKm));
        }
        if (sites.size() > 1) {
            in.hint(
                    "points",
                    String.format(
                            Locale.ROOT,
                            "%.0f km, cut into %d sections of at most %.0f km",
                            line.lengthKm(),
                            sites.size(),
                            sectionKm));
        }
        return sites;
    }

    private static List<Station> stations(List<GeoPoint> points, List<String> names) {
        List<Station> stations = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (!names.get(i).isEmpty()) {
                double km = i == 0 ? 0 : new Polyline(points.subList(0, i + 1)).lengthKm();
                stations.add(new Station(names.get(i), km));
            }
        }
        return stations;
    }

    /** {@code km 75–100 Diamou–Mahina}: the last station at or before the section and the first at or after it. */
    private static String label(Polyline.Section section, List<Station> stations) {
        String range = String.format(Locale.ROOT, "km %.0f–%.0f", section.fromKm(), section.toKm());
        Station before = null;
        Station after = null;
        for (Station station : stations) {
            if (station.km() <= section.fromKm() + SAME_KM) {
                before = station;
            }
            if (after == null && station.km() >= section.toKm() - SAME_KM) {
                after = station;
            }
        }
        String between = join(before, after);
        return between.isEmpty() ? range : range + " " + between;
    }

    private static String join(@Nullable Station before, @Nullable Station after) {
        if (before == null || after == null) {
            return before != null ? before.name() : after != null ? after.name() : "";
        }
        return before.name() + "–" + after.name();
    }
}
