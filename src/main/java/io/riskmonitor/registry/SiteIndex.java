package io.riskmonitor.registry;

import io.riskmonitor.geo.GeoPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/** The sites of many projects, found by nearness: cost grows with the sites found, not with the registry. */
public final class SiteIndex {
    /** A lower bound of kilometres in a degree of latitude or, times the cosine, of longitude; the true ones are larger. */
    private static final double KM_PER_DEGREE = 110.5;

    /** Standard deviations of a site's own uncertainty by which its box is widened, so that a search need not know them. */
    private static final double REACH_OF_UNCERTAINTY = 5;

    private final STRtree tree = new STRtree();

    /** A site with the project it belongs to. */
    public record ProjectSite(Project project, Site site) {}

    public SiteIndex(Collection<Project> projects) {
        for (Project project : projects) {
            for (Site site : project.sites()) {
                tree.insert(envelope(site), new ProjectSite(project, site));
            }
        }
        tree.build();
    }

    /**
     * The sites that may lie within {@code km} of a point; some beyond it may be among them, none within it is missing.
     * Ordered by project and site id.
     */
    public List<ProjectSite> near(GeoPoint point, double km) {
        double lat = km / KM_PER_DEGREE;
        double lon = lat / Math.max(0.01, StrictMath.cos(StrictMath.toRadians(Math.abs(point.lat()) + lat)));
        Envelope around = new Envelope(point.lon() - lon, point.lon() + lon, point.lat() - lat, point.lat() + lat);
        List<ProjectSite> found = new ArrayList<>();
        tree.query(around, item -> found.add((ProjectSite) item));
        found.sort(Comparator.comparing((ProjectSite s) -> s.project().id())
                .thenComparing(s -> s.site().id()));
        return found;
    }

    private static Envelope envelope(Site site) {
        GeoPoint c = site.rectangle().centre();
        double half =
                StrictMath.hypot(site.rectangle().lengthKm(), site.rectangle().widthKm()) / 2
                        + REACH_OF_UNCERTAINTY * site.uncertaintyKm();
        double lat = half / KM_PER_DEGREE;
        double lon = lat / Math.max(0.01, StrictMath.cos(StrictMath.toRadians(Math.abs(c.lat()) + lat)));
        return new Envelope(c.lon() - lon, c.lon() + lon, c.lat() - lat, c.lat() + lat);
    }
}
