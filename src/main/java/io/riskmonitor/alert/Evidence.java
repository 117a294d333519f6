package io.riskmonitor.alert;

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
 * An incident behind an alert.
 *
 * @param reports whose reports it rests on; the part before the colon is the source
 * @param references URLs or citations
 * @param site the site or section of the project that it is nearest to; null for a region or the country
 * @param place where it is reported to have been
 * @param distanceKm from there to the site; null for a region or the country
 * @param uncertaintyKm one standard deviation of that distance's place, km
 * @param amount what it weighs: severity times nearness, or what it adds to the hazard
 * @param share of the alert's weight, 0 to 1, to four places
 * @param recordedAt when this state of the incident was learnt
 */
public record Evidence(
        String incidentId,
        IncidentType type,
        Instant occurredTo,
        double spanDays,
        String headline,
        @Nullable String placeName,
        GeoPoint place,
        @Nullable String site,
        @Nullable Double distanceKm,
        double uncertaintyKm,
        Set<Target> targets,
        List<String> actors,
        Fatalities fatalities,
        int injured,
        int abducted,
        double amount,
        double share,
        List<ReportId> reports,
        List<String> references,
        Instant recordedAt) {
    public Evidence {
        if (!(share >= 0 && share <= 1) || !(amount >= 0)) {
            throw new IllegalArgumentException(
                    "evidence " + incidentId + " with amount " + amount + ", share " + share);
        }
        targets = targets.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(targets));
        actors = List.copyOf(actors);
        reports = List.copyOf(reports);
        references = List.copyOf(references);
    }

    Evidence withShare(double newShare) {
        return new Evidence(
                incidentId,
                type,
                occurredTo,
                spanDays,
                headline,
                placeName,
                place,
                site,
                distanceKm,
                uncertaintyKm,
                targets,
                actors,
                fatalities,
                injured,
                abducted,
                amount,
                newShare,
                reports,
                references,
                recordedAt);
    }
}
