package io.riskmonitor.query;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An incident as it stands, and each report behind it as its source gave it.
 *
 * @param account what the reports tell together
 * @param accounts what each of them says, with its own links; the most authoritative first
 */
public record IncidentView(
        String id,
        Report account,
        List<ReportId> reports,
        Instant occurredTo,
        Instant recordedAt,
        List<Report> accounts) {
    public IncidentView {
        reports = List.copyOf(reports);
        accounts = List.copyOf(accounts);
    }

    static IncidentView of(Incident incident, List<Revision> behind) {
        return new IncidentView(
                incident.id(),
                incident.account(),
                incident.reports(),
                incident.occurredTo(),
                incident.recordedAt(),
                behind.stream()
                        .map(revision -> Objects.requireNonNull(revision.body()))
                        .toList());
    }
}
