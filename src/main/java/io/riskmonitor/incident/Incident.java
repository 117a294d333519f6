package io.riskmonitor.incident;

import java.time.Instant;
import java.util.List;

/**
 * What happened, as the reports behind it tell it.
 *
 * @param id the id of the most authoritative of its reports
 * @param account what they tell together, in the form of a report; of one alone what it says
 * @param reports the ids of all reports behind it, the most authoritative first
 * @param occurredTo the end of its span, never later than the moment it was learnt
 * @param recordedAt when this state of it was learnt
 */
public record Incident(String id, Report account, List<ReportId> reports, Instant occurredTo, Instant recordedAt) {
    public Incident {
        reports = List.copyOf(reports);
    }

    /**
     * What reports of one event tell together.
     *
     * @param revisions none of them a retraction, the most authoritative first
     */
    public static Incident of(List<Revision> revisions) {
        return Fusion.of(revisions);
    }

    /**
     * The incident that a revision alone tells of. What was recorded while its span was still running has happened by then, so
     * the span ends at the recording: an attack entered at noon as "today" counts at noon.
     *
     * @throws IllegalArgumentException if the revision is a retraction
     */
    public static Incident of(Revision revision) {
        Report body = revision.body();
        if (body == null) {
            throw new IllegalArgumentException("retraction of " + revision.id() + " tells of no incident");
        }
        Instant to = body.occurredTo().isAfter(revision.recordedAt()) ? revision.recordedAt() : body.occurredTo();
        return new Incident(revision.id().toString(), body, List.of(revision.id()), to, revision.recordedAt());
    }
}
