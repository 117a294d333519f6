package io.riskmonitor.query;

import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Matching;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topology.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Incidents as they stand, from the stores of this instance. A report counts from the moment it is known; that it is of one event
 * with another is known a hop later. Of several instances one matches, and knows the reports of all: that one is to be asked.
 */
public final class IncidentQueries {
    private static final Comparator<IncidentView> LATEST_FIRST =
            Comparator.comparing(IncidentView::occurredTo).reversed().thenComparing(IncidentView::id);

    private final StateStores stores;
    private final RegionIndex regions;
    private final BooleanSupplier whole;

    /**
     * Asks the stores at each call.
     *
     * @param whole whether this instance takes in the reports of all; if not, others have some that are known here once matched
     */
    public IncidentQueries(StateStores stores, RegionIndex regions, BooleanSupplier whole) {
        this.stores = stores;
        this.regions = regions;
        this.whole = whole;
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

    /** The incident of that id, or the one that the report of that id is told in. */
    public Optional<IncidentView> byId(ReportId id) {
        Function<ReportId, @Nullable Matched> matched = matched();
        Matched report = matched.apply(id);
        Revision revision = stores.<Revision>store(StoreNames.REPORTS).get(id.toString());
        if (revision == null && report != null) {
            revision = report.revision(); // taken in by another instance
        }
        return revision == null || revision.isRetraction()
                ? Optional.empty()
                : Optional.of(view(revision, report == null ? id : report.incident(), matched));
    }

    /**
     * Every incident that is matched, in no order: of several instances one tells all, and the others none.
     *
     * @param from earliest end of occurrence
     */
    public void forEach(Instant from, Consumer<IncidentView> each) {
        Function<ReportId, @Nullable Matched> matched = matched();
        forEachMatched(report -> {
            // Most are alone and of long ago; an incident ends no later than its only report.
            boolean isOver =
                    report.partners().isEmpty() && report.report().occurredTo().isBefore(from);
            if (!isOver && report.incident().equals(report.id())) {
                IncidentView incident = view(report.revision(), report.id(), matched);
                if (!incident.occurredTo().isBefore(from)) {
                    each.accept(incident);
                }
            }
        });
    }

    /** Reads all reports, but keeps no more than the limit. */
    public List<IncidentView> find(Filter filter) {
        ReadOnlyKeyValueStore<String, Revision> reports = stores.store(StoreNames.REPORTS);
        Function<ReportId, @Nullable Matched> matched = matched();
        PriorityQueue<IncidentView> latest = new PriorityQueue<>(LATEST_FIRST.reversed());
        Consumer<Revision> take = revision -> {
            Matched report = matched.apply(revision.id());
            if (report != null && !report.incident().equals(revision.id())) {
                return; // told in another report's incident
            }
            IncidentView incident = view(revision, revision.id(), matched);
            if (matches(incident, filter)) {
                latest.add(incident);
                if (latest.size() > filter.limit()) {
                    latest.remove();
                }
            }
        };
        try (KeyValueIterator<String, Revision> all = reports.all()) {
            while (all.hasNext()) {
                Revision revision = all.next().value;
                if (!revision.isRetraction()) {
                    take.accept(revision);
                }
            }
        }
        if (!whole.getAsBoolean()) {
            forEachMatched(report -> {
                if (reports.get(report.id().toString()) == null) {
                    take.accept(report.revision()); // taken in by another instance
                }
            });
        }
        List<IncidentView> found = new ArrayList<>(latest);
        found.sort(LATEST_FIRST);
        return found;
    }

    private void forEachMatched(Consumer<Matched> each) {
        try (KeyValueIterator<String, Matched> all =
                stores.<Matched>store(StoreNames.MATCHED_REPORTS).all()) {
            while (all.hasNext()) {
                each.accept(all.next().value);
            }
        }
    }

    private Function<ReportId, @Nullable Matched> matched() {
        ReadOnlyKeyValueStore<String, Matched> matched = stores.store(StoreNames.MATCHED_REPORTS);
        return id -> matched.get(id.toString());
    }

    /** @param standing of one of the incident's reports; fresher than what is matched of it, perhaps */
    private static IncidentView view(
            Revision standing, ReportId incident, Function<ReportId, @Nullable Matched> matched) {
        List<Revision> behind = Matching.reports(incident, matched).stream()
                .map(Matched::revision)
                .toList();
        List<Revision> known = behind.size() > 1 ? behind : List.of(standing);
        return IncidentView.of(Incident.of(known), known);
    }

    private boolean matches(IncidentView incident, Filter filter) {
        return (filter.from() == null || !incident.occurredTo().isBefore(filter.from()))
                && (filter.to() == null || incident.occurredTo().isBefore(filter.to()))
                && (filter.type() == null || incident.account().type() == filter.type())
                && (filter.region() == null
                        || regions.containing(incident.account().location().point())
                                .map(region -> region.id().equals(filter.region()))
                                .orElse(false));
    }
}
