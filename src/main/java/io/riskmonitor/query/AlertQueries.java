package io.riskmonitor.query;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.geo.Names;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.topology.AlertKey;
import io.riskmonitor.topology.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** The latest alert of each condition, from the stores of this instance: of the subjects that it owns. */
public final class AlertQueries {
    private static final Comparator<Alert> LATEST_FIRST =
            Comparator.comparing(Alert::updatedAt).reversed().thenComparing(Alert::id);

    private final StateStores stores;
    private final RegionIndex regions;

    public AlertQueries(StateStores stores, RegionIndex regions) {
        this.stores = stores;
        this.regions = regions;
    }

    /**
     * What to look for; null or an empty set for no limit.
     *
     * @param least the lowest level
     * @param subject {@code project/ID}, {@code region/ID}, {@code country/ID} or {@code feed/ID}
     * @param since earliest moment of the last change
     * @param after where the page before ended
     * @param limit at most so many, those that changed last first
     */
    public record Filter(
            Set<AlertStatus> statuses,
            @Nullable Level least,
            Set<AlertKind> kinds,
            @Nullable String subject,
            @Nullable Instant since,
            @Nullable AlertPosition after,
            int limit) {
        public Filter {
            statuses = Set.copyOf(statuses);
            kinds = Set.copyOf(kinds);
        }

        boolean takes(Alert alert) {
            return (statuses.isEmpty() || statuses.contains(alert.status()))
                    && (least == null || alert.level().compareTo(least) >= 0)
                    && (kinds.isEmpty() || kinds.contains(alert.kind()))
                    && (subject == null || subject.equals(alert.subject()))
                    && (since == null || !alert.updatedAt().isBefore(since))
                    && (after == null || after.isBefore(alert));
        }
    }

    /** Reads all alerts, but keeps no more than a page. */
    public AlertPage find(Filter filter) {
        PriorityQueue<Alert> latest = new PriorityQueue<>(LATEST_FIRST.reversed());
        forEach(alert -> {
            if (filter.takes(alert)) {
                latest.add(alert);
                if (latest.size() > filter.limit() + 1) {
                    latest.remove();
                }
            }
        });
        List<Alert> found = new ArrayList<>(latest);
        found.sort(LATEST_FIRST);
        boolean more = found.size() > filter.limit();
        List<Alert> page = more ? found.subList(0, filter.limit()) : found;
        return new AlertPage(
                page.stream()
                        .map(alert -> AlertRow.of(alert, names(alert.subject())))
                        .toList(),
                more ? AlertPosition.of(page.get(page.size() - 1)).toString() : null);
    }

    /**
     * One alert with its evidence.
     *
     * @throws UnknownSubjectException if there is none of that id, or its condition has been raised anew since
     */
    public AlertDetail detail(AlertId id) {
        Alert alert = stores.<Alert>store(StoreNames.ALERTS).get(AlertKey.of(id));
        if (alert == null) {
            throw new UnknownSubjectException("no alert '" + id + "'");
        }
        if (!alert.id().equals(id)) {
            throw new UnknownSubjectException(
                    "no alert '" + id + "' stands: the latest on that condition is '" + alert.id() + "'");
        }
        return AlertDetail.of(alert, names(alert.subject()));
    }

    /** Whether this instance owns the subject of an alert that has been raised, and not another one. */
    public boolean owns(AlertId id) {
        return stores.<Alert>store(StoreNames.ALERTS).get(AlertKey.of(id)) != null;
    }

    /** Every condition's latest alert, in no order. */
    public void forEach(Consumer<Alert> each) {
        try (KeyValueIterator<String, Alert> all =
                stores.<Alert>store(StoreNames.ALERTS).all()) {
            all.forEachRemaining(entry -> each.accept(entry.value));
        }
    }

    private @Nullable Names names(String subject) {
        return SubjectId.Kind.PROJECT
                .ownerIn(subject)
                .map(id -> stores.<Project>store(StoreNames.PROJECTS).get(id))
                .map(Project::names)
                .or(() -> SubjectId.Kind.REGION
                        .ownerIn(subject)
                        .flatMap(regions::byId)
                        .map(Region::names))
                .orElse(null);
    }
}
