package io.riskmonitor.notify;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient wants to hear, and how.
 *
 * @param id names the recipient, a person or a system, in records and messages
 * @param role whom unacknowledged alerts are passed on to is chosen by it
 * @param routes at least one; an alert goes over all of them
 * @param projects ids; none and no regions means everything
 * @param regions ids
 * @param kinds none means all
 * @param quietHours null if there are none
 * @param digest null if everything comes singly
 * @param budget null if there is no limit
 */
public record Subscription(
        String id,
        String role,
        Language language,
        List<Route> routes,
        Set<String> projects,
        Set<String> regions,
        Set<AlertKind> kinds,
        Level minimumLevel,
        ZoneId zone,
        @Nullable QuietHours quietHours,
        @Nullable Digest digest,
        @Nullable Budget budget) {
    public Subscription {
        routes = List.copyOf(routes);
        projects = Set.copyOf(projects);
        regions = Set.copyOf(regions);
        kinds = Set.copyOf(kinds);
        if (budget != null && digest == null) {
            throw new IllegalArgumentException(id + " has a budget but no digest for what exceeds it");
        }
    }

    boolean wants(Bulletin bulletin) {
        return bulletin.weight().compareTo(minimumLevel) >= 0
                && (kinds.isEmpty() || kinds.contains(bulletin.kind()))
                && concerns(bulletin);
    }

    /** Whether the alert lies in the recipient's projects or regions; one that names neither concerns everybody. */
    boolean concerns(Bulletin bulletin) {
        boolean everything = projects.isEmpty() && regions.isEmpty();
        boolean everybody = bulletin.projects().isEmpty() && bulletin.regions().isEmpty();
        return everything
                || everybody
                || bulletin.projects().stream().anyMatch(projects::contains)
                || bulletin.regions().stream().anyMatch(regions::contains);
    }

    /** When the next digest goes out; never without a digest. */
    Instant nextDigest(Instant now) {
        if (digest == null) {
            throw new IllegalStateException(id + " has no digest");
        }
        return QuietHours.next(digest.at(), now, zone);
    }
}
