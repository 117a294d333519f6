package io.riskmonitor.config;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.registry.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where a project is: points ({@code sites}), a {@code line} to be cut into sections, or an {@code area}. */
final class SiteReader {
    /** From here on a place is vaguer than the 20 km within which attacks repeat, and scores say little. */
    static final double VAGUE_KM = 20;

    private static final double MAX_UNCERTAINTY_KM = 1000;
    private static final String ID = "[a-z0-9-]+";

    private final Fields project;
    private final Citations citations;

    SiteReader(Fields project, Citations citations) {
        this.project = project;
        this.citations = citations;
    }

    List<Site> read() {
        List<String> forms =
                Stream.of("sites", "line", "area").filter(project::has).toList();
        if (forms.size() > 1) {
            project.problem(forms.get(1), "a project is given by sites, a line or an area, not by " + forms);
        }
        List<Site> sites = new ArrayList<>(points());
        Fields line = project.mapping("line");
        if (line != null) {
            sites.addAll(new LineReader(line, citations).read());
        }
        Fields area = project.mapping("area");
        if (area != null) {
            sites.addAll(new AreaReader(area, citations).read());
        }
        if (forms.isEmpty()
                || (forms.equals(List.of("sites")) && project.list("sites").isEmpty())) {
            project.hint("id", "has no place and therefore no hazard score");
        }
        return sites;
    }

    private List<Site> points() {
        List<Site> sites = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields in : project.mappings("sites")) {
            String id = in.text("id");
            if (id != null && !id.matches(ID)) {
                in.problem("id", "'" + id + "' is not of a-z, 0-9 and -");
            }
            if (id != null && !ids.add(id)) {
                in.problem("id", "'" + id + "' is already the id of another site of the project");
            }
            String label = in.text("label");
            GeoPoint point = point(in);
            Double uncertaintyKm = uncertaintyKm(in);
            requireSource(in, citations);
            in.rejectOthers();
            if (id != null && id.matches(ID) && label != null && point != null && uncertaintyKm != null) {
                sites.add(new Site(id, label, SiteRectangle.point(point), uncertaintyKm));
            }
        }
        return sites;
    }

    static @Nullable GeoPoint point(Fields in) {
        Double lat = in.number("lat", -90, 90);
        Double lon = in.number("lon", -180, 180);
        if (lat == null || lon == null) {
            return null;
        }
        GeoPoint point = new GeoPoint(lat, lon);
        hintFarAway(in, "lat", point);
        return point;
    }

    static void hintFarAway(Fields in, String key, GeoPoint p) {
        if (!Vicinity.contains(p.lat(), p.lon())) {
            in.hint(key, p.lat() + ", " + p.lon() + " is far from Mali: are latitude and longitude swapped?");
        }
    }

    static @Nullable Double uncertaintyKm(Fields in) {
        Double km = in.number("uncertaintyKm", 0, MAX_UNCERTAINTY_KM);
        if (km != null && km >= VAGUE_KM) {
            in.hint(
                    "uncertaintyKm",
                    "the place is known to " + Fields.plain(km) + " km only, so its scores will be low");
        }
        return km;
    }

    /** Coordinates are facts: whoever gives them says from where. */
    static void requireSource(Fields in, Citations citations) {
        if (citations.source(in) == null && !in.has("source")) {
            in.problem("source", "is missing: say where the coordinates are from, or that they are approximate");
        }
    }
}
