package io.riskmonitor.query;

import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.registry.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a score is what it is: hazard, exposure and vulnerability apart, and each incident's part of the hazard.
 *
 * @param subject the score taken apart
 * @param site the site whose hazard the rows make up: the worst of a project; null for a region
 * @param phase the project's phase in force with its indicators; null for a region
 * @param rows the incidents, largest first; their hazards sum to the subject's
 * @param without incidents left out of this explanation, and what the score would be with them
 */
public record Explanation(
        SubjectView subject,
        @Nullable SiteView site,
        @Nullable Phase phase,
        List<Row> rows,
        @Nullable Without without) {
    /** @param lengthKm 0 for a point */
    public record SiteView(String id, String label, double lat, double lon, double lengthKm, double widthKm) {}

    /**
     * One incident's part.
     *
     * @param sources ids of the reports behind the incident, the most authoritative first
     * @param distanceKm from the reported place to the site; null for a region
     * @param uncertaintyKm one standard deviation of the place
     * @param ageDays since the end of its occurrence
     * @param remaining what decay has left of it, f
     * @param hazard severity · affinity · nearness · remaining
     * @param share of the subject's hazard, 0 to 1
     * @param references URLs or citations of all its reports
     */
    public record Row(
            String incident,
            IncidentType type,
            String headline,
            @Nullable String placeName,
            List<ReportId> sources,
            Instant occurredTo,
            Instant recordedAt,
            double ageDays,
            @Nullable Double distanceKm,
            double uncertaintyKm,
            double severity,
            double affinity,
            double nearness,
            double remaining,
            double hazard,
            double share,
            List<String> references) {}

    /** @param scoreWithThem the score if nothing were left out; null if not known */
    public record Without(List<String> incidents, @Nullable Double scoreWithThem) {}
}
