package io.riskmonitor.replay;

import io.riskmonitor.forecast.EventHistory;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regions of any map as subjects of a forecast. */
public final class SubjectAreas {
    private final RegionIndex index;

    public SubjectAreas(RegionIndex regions) {
        this.index = regions;
    }

    /** The incidents as the subjects see them. */
    public EventHistory history(List<Incident> incidents, double reachKm) {
        return new EventHistory(
                index.regions().stream().map(Region::id).toList(),
                incidents.stream().map(i -> event(i, reachKm)).toList());
    }

    private EventHistory.Event event(Incident incident, double reachKm) {
        Location place = incident.account().location();
        return new EventHistory.Event(
                incident.occurredTo(),
                home(place),
                index.probabilities(place.point(), place.uncertaintyKm()),
                index.distancesKm(place.point(), reachKm));
    }

    /** What is known only to a first-level unit or a country happened in no subject that one could name. */
    private @Nullable String home(Location place) {
        if (place.extent() == Extent.ADM1 || place.extent() == Extent.COUNTRY) {
            return null;
        }
        return index.containing(place.point()).map(Region::id).orElse(null);
    }
}
