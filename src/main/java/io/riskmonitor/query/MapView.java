package io.riskmonitor.query;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import java.util.ArrayList;
import java.util.List;

/** Where regions and the sites of projects lie, for whoever draws them. A position is latitude and longitude, WGS 84 degrees. */
public record MapView(List<Area> regions, List<Place> sites) {
    /** @param outline polygons of rings of positions, the first ring of each outside */
    public record Area(String id, List<List<List<List<Double>>>> outline) {}

    /**
     * A place that is scored by itself.
     *
     * @param corners of the rectangle that is scored, in order; none if it is a point
     * @param uncertaintyKm one standard deviation of the registry's own coordinates
     */
    public record Place(
            String project,
            String site,
            String label,
            List<Double> centre,
            List<List<Double>> corners,
            double uncertaintyKm) {}

    public static MapView of(RegionIndex regions, List<Project> projects) {
        List<Place> places = new ArrayList<>();
        for (Project project : projects) {
            project.sites().forEach(site -> places.add(place(project.id(), site)));
        }
        return new MapView(regions.regions().stream().map(MapView::area).toList(), places);
    }

    private static Area area(Region region) {
        return new Area(
                region.id(),
                region.outline().stream()
                        .map(polygon -> polygon.stream().map(MapView::positions).toList())
                        .toList());
    }

    private static List<List<Double>> positions(List<GeoPoint> points) {
        return points.stream().map(MapView::position).toList();
    }

    private static Place place(String project, Site site) {
        return new Place(
                project,
                site.id(),
                site.label(),
                position(site.rectangle().centre()),
                positions(site.rectangle().corners()),
                site.uncertaintyKm());
    }

    private static List<Double> position(GeoPoint point) {
        return List.of(point.lat(), point.lon());
    }
}
