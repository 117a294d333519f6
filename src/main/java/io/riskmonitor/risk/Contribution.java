package io.riskmonitor.risk;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Target;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one incident adds to one subject, and all that explains it.
 *
 * @param occurredTo end of the incident's span, UTC; it decays from here
 * @param spanDays length of that span, days
 * @param severity s, DESIGN section 6
 * @param affinity A, how much the incident concerns the project; 1 for a region
 * @param nearness g of the kernel for a site, or P(incident in region); 0 to 1
 * @param distanceKm from the reported place to the site; null for a region
 * @param uncertaintyKm one standard deviation of the place, the registry's own included, km
 * @param eventful whether it counts as an event of the forecast: lethal, or an abduction
 * @param reports the reports behind the incident
 * @param recordedAt when this state of the incident was learnt
 * @param account what is told of it, for whoever is alerted
 */
public record Contribution(
        SubjectId subject,
        String incidentId,
        Instant occurredTo,
        double spanDays,
        double severity,
        double affinity,
        double nearness,
        @Nullable Double distanceKm,
        double uncertaintyKm,
        boolean eventful,
        IncidentType type,
        String headline,
        @Nullable String placeName,
        List<ReportId> reports,
        Instant recordedAt,
        Account account)
        implements HazardInput {
    /**
     * What an alert says of an incident beyond its weight.
     *
     * @param firms that it names, of those listed; only where it contributes to the country
     * @param projects that it was aimed at, by id; only where it contributes to the country
     */
    public record Account(
            GeoPoint place,
            Set<Target> targets,
            List<String> actors,
            Fatalities fatalities,
            int injured,
            int abducted,
            List<String> references,
            List<String> firms,
            List<String> projects) {
        public Account {
            // An EnumSet iterates in declaration order, so equal accounts are also written alike.
            targets = targets.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(targets));
            actors = List.copyOf(actors);
            references = List.copyOf(references);
            firms = List.copyOf(firms);
            projects = List.copyOf(projects);
        }
    }

    public Contribution {
        if (!(severity >= 0) || !(affinity >= 0) || !(nearness >= 0 && nearness <= 1 + 1e-9) || !(spanDays >= 0)) {
            throw new IllegalArgumentException("contribution of " + incidentId + " to " + subject + ": severity "
                    + severity + ", affinity " + affinity + ", nearness " + nearness + ", span " + spanDays);
        }
        reports = List.copyOf(reports);
    }

    /** s·A·g, before decay. */
    public double amplitude() {
        return term().amplitude();
    }

    /** What of it is in the hazard. */
    public HazardTerm term() {
        return new HazardTerm(occurredTo, spanDays, severity, affinity, nearness, eventful);
    }
}
