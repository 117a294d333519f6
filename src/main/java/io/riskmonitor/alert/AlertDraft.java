package io.riskmonitor.alert;

import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next revision of an alert, while it is written. */
final class AlertDraft {
    private final Alert last;
    AlertStatus status;
    Level level;
    String role;
    int escalations;

    @Nullable
    Instant escalatesAt;

    @Nullable
    Instant clearingSince;

    List<Evidence> evidence;
    int otherIncidents;
    double otherShare;

    @Nullable
    ScoreMove score;

    List<LineSection> sections;
    List<String> projects;
    List<String> firms;
    List<IncidentChange> changes = List.of();

    @Nullable
    Handling acknowledgement;

    @Nullable
    Handling disposition;

    List<Handling> comments;

    AlertDraft(Alert last) {
        this.last = last;
        status = last.status();
        level = last.level();
        role = last.role();
        escalations = last.escalations();
        escalatesAt = last.escalatesAt();
        clearingSince = last.clearingSince();
        evidence = last.evidence();
        otherIncidents = last.otherIncidents();
        otherShare = last.otherShare();
        score = last.score();
        sections = last.sections();
        projects = last.projects();
        firms = last.firms();
        acknowledgement = last.acknowledgement();
        disposition = last.disposition();
        comments = new ArrayList<>(last.comments());
    }

    void take(Finding finding) {
        level = finding.level();
        evidence = finding.evidence();
        otherIncidents = finding.otherIncidents();
        otherShare = finding.otherShare();
        projects = finding.projects();
        firms = finding.firms();
    }

    /** A revision that is told; never dated before the one that it replaces, in whatever order things are learnt. */
    Alert next(Instant at) {
        return build(last.revision() + 1, at.isBefore(last.updatedAt()) ? last.updatedAt() : at, changes);
    }

    /** The same revision with what nobody is told of: since when it has been clearing. */
    Alert unchanged() {
        return build(last.revision(), last.updatedAt(), last.changes());
    }

    private Alert build(int revision, Instant updatedAt, List<IncidentChange> told) {
        return new Alert(
                last.id(),
                last.kind(),
                last.subject(),
                status,
                level,
                revision,
                last.raisedAt(),
                updatedAt,
                evidence.isEmpty() ? last.headline() : evidence.get(0).headline(),
                last.ruleId(),
                last.ruleVersion(),
                last.modelVersion(),
                role,
                escalations,
                escalatesAt,
                clearingSince,
                evidence,
                otherIncidents,
                otherShare,
                score,
                sections,
                projects,
                firms,
                told,
                acknowledgement,
                disposition,
                comments,
                last.feed());
    }
}
