package io.riskmonitor.query;

import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topology.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Incidents as they stand, from the stores of this instance. */
public final class IncidentQueries {
    private static final Comparator<Incident> LATEST_FIRST =
            Comparator.comparing(Incident::occurredTo).reversed().thenComparing(Incident::id);

    private final StateStores stores;
    private final RegionIndex regions;

    public IncidentQueries(StateStores stores, RegionIndex regions) {
        this.stores = stores;
        this.regions = regions;
    }

    /**
     * What to look for; null for no limit.
     *
     * @param from earliest end of occurrence
     * @param to latest end of occurrence, exclusive
     * @param region id of the region that the reported place lies in
     * @param limit at most so many, the latest first
     */
    public record Filter(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable IncidentType type,
            @Nullable String region,
            int limit) {}

    public Optional<Incident> byId(ReportId id) {
        Revision revision = stores.<Revision>store(StoreNames.REPORTS).get(id.toString());
        return revision == null || revision.isRetraction() ? Optional.empty() : Optional.of(Incident.of(revision));
    }

    /** Reads all reports, but keeps no more than the limit. */
    public List<Incident> find(Filter filter) {
        PriorityQueue<Incident> latest = new PriorityQueue<>(LATEST_FIRST.reversed());
        try (KeyValueIterator<String, Revision> all =
                stores.<Revision>store(StoreNames.REPORTS).all()) {
            while (all.hasNext()) {
                Revision revision = all.next().value;
                if (revision.isRetraction()) {
                    continue;
                }
                Incident incident = Incident.of(revision);
                if (matches(incident, filter)) {
                    latest.add(incident);
                    if (latest.size() > filter.limit()) {
                        latest.remove();
                    }
                }
            }
        }
        List<Incident> found = new ArrayList<>(latest);
        found.sort(LATEST_FIRST);
        return found;
    }

    private boolean matches(Incident incident, Filter filter) {
        return (filter.from() == null || !incident.occurredTo().isBefore(filter.from()))
                && (filter.to() == null || incident.occurredTo().isBefore(filter.to()))
                && (filter.type() == null || incident.account().type() == filter.type())
                && (filter.region() == null
                        || regions.containing(incident.account().location().point())
                                .map(region -> region.id().equals(filter.region()))
                                .orElse(false));
    }
}
