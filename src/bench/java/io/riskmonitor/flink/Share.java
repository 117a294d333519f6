package io.riskmonitor.flink;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contribution as far as a sum needs it, in the shape that Flink has a fast serializer for: public fields that can be set. What
 * explains a score, and the monitor keeps, is left out, to Flink's benefit.
 */
public final class Share {
    private static final Contribution.Account NOTHING_TOLD = new Contribution.Account(
            new GeoPoint(0, 0), Set.of(), List.of(), new Fatalities(0, 0, 0), 0, 0, List.of(), List.of(), List.of());

    public String subject = "";
    public String incident = "";
    public long occurredTo;
    public double spanDays;
    public double severity;
    public double affinity;
    public double nearness;
    public boolean eventful;

    static Share of(Contribution contribution) {
        Share share = new Share();
        share.subject = contribution.subject().toString();
        share.incident = contribution.incidentId();
        share.occurredTo = contribution.occurredTo().toEpochMilli();
        share.spanDays = contribution.spanDays();
        share.severity = contribution.severity();
        share.affinity = contribution.affinity();
        share.nearness = contribution.nearness();
        share.eventful = contribution.eventful();
        return share;
    }

    Contribution contribution() {
        return new Contribution(
                SubjectId.parse(subject),
                incident,
                Instant.ofEpochMilli(occurredTo),
                spanDays,
                severity,
                affinity,
                nearness,
                null,
                0,
                eventful,
                IncidentType.OTHER,
                "",
                null,
                List.of(),
                Instant.EPOCH,
                NOTHING_TOLD);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Share that
                && subject.equals(that.subject)
                && incident.equals(that.incident)
                && occurredTo == that.occurredTo
                && Double.compare(spanDays, that.spanDays) == 0
                && Double.compare(severity, that.severity) == 0
                && Double.compare(affinity, that.affinity) == 0
                && Double.compare(nearness, that.nearness) == 0
                && eventful == that.eventful;
    }

    @Override
    public int hashCode() {
        return Objects.hash(subject, incident, occurredTo);
    }
}
