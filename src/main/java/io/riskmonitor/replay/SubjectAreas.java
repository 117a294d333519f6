package io.riskmonitor.forecast;

import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.geo.Surroundings;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Location;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ground that is forecast: regions that share it out among them, or what lies around projects and may overlap. */
public final class SubjectAreas {
    /** Each index by itself shares an uncertain place out; subjects that overlap have one each. */
    private final List<RegionIndex> indexes;

    private final List<String> ids;

    private SubjectAreas(List<RegionIndex> indexes) {
        this.indexes = List.copyOf(indexes);
        this.ids = indexes.stream()
                .flatMap(index -> index.regions().stream())
                .map(Region::id)
                .toList();
    }

    public static SubjectAreas ofRegions(RegionIndex regions) {
        return new SubjectAreas(List.of(regions));
    }

    /** The ground within so many km of each project's sites; projects without a place are left out. */
    public static SubjectAreas around(Collection<Project> projects, double km) {
        List<RegionIndex> each = new ArrayList<>();
        for (Project project : projects) {
            if (!project.sites().isEmpty()) {
                Names names = project.names();
                each.add(JtsRegionIndex.of(List.of(new Region(
                        project.id(),
                        names,
                        Surroundings.within(
                                project.sites().stream().map(Site::rectangle).toList(), km)))));
            }
        }
        return new SubjectAreas(each);
    }

    /** Ids of all subjects. */
    public List<String> ids() {
        return ids;
    }

    /** The incidents as the subjects see them. */
    public EventHistory history(List<Incident> incidents, double reachKm) {
        return new EventHistory(
                ids,
                incidents.stream().flatMap(i -> events(i, reachKm).stream()).toList());
    }

    private List<EventHistory.Event> events(Incident incident, double reachKm) {
        List<EventHistory.Event> events = new ArrayList<>();
        Location place = incident.account().location();
        for (RegionIndex index : indexes) {
            Map<String, Double> near = index.distancesKm(place.point(), reachKm);
            Map<String, Double> own = index.probabilities(place.point(), place.uncertaintyKm());
            if (near.isEmpty() && own.isEmpty()) {
                continue;
            }
            events.add(new EventHistory.Event(incident.occurredTo(), home(index, place), own, near));
        }
        return events;
    }

    /** What is known only to a first-level unit or a country happened in no subject that one could name. */
    private static @Nullable String home(RegionIndex index, Location place) {
        if (place.extent() == Extent.ADM1 || place.extent() == Extent.COUNTRY) {
            return null;
        }
        return index.containing(place.point()).map(Region::id).orElse(null);
    }
}
