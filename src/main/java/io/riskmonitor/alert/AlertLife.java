package io.riskmonitor.alert;

import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transitions of an alert: raised, updated, acknowledged, escalated, closed, recalled. */
public final class AlertLife {
    private final AlertRules rules;

    public AlertLife(AlertRules rules) {
        this.rules = rules;
    }

    /** @param last the alert that this condition had before; null if it is its first */
    Alert raise(
            AlertRule rule,
            String subject,
            @Nullable Alert last,
            Finding finding,
            List<LineSection> sections,
            ScoreMove score,
            String modelVersion,
            Instant at) {
        return new Alert(
                last == null
                        ? new AlertId(subject, rule.kind(), rule.id(), 1)
                        : last.id().next(),
                rule.kind(),
                subject,
                AlertStatus.OPEN,
                finding.level(),
                1,
                at,
                at,
                finding.evidence().isEmpty()
                        ? rule.id()
                        : finding.evidence().get(0).headline(),
                rule.id(),
                rules.version(),
                modelVersion,
                rules.roles().get(0),
                0,
                escalatesAt(finding.level(), 0, at),
                null,
                finding.evidence(),
                finding.otherIncidents(),
                finding.otherShare(),
                score,
                sections,
                finding.projects(),
                finding.firms(),
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    /**
     * On a source that has fallen silent.
     *
     * @param last the alert that it had before; null if it is its first
     */
    Alert raise(FeedRule rule, @Nullable Alert last, FeedSilence silence, String modelVersion, Instant at) {
        String subject = FeedJudge.subject(silence.feed());
        return new Alert(
                last == null
                        ? new AlertId(subject, AlertKind.STALE_FEED, rule.id(), 1)
                        : last.id().next(),
                AlertKind.STALE_FEED,
                subject,
                AlertStatus.OPEN,
                rule.level(),
                1,
                at,
                at,
                rule.id(),
                rule.id(),
                rules.version(),
                modelVersion,
                rules.roles().get(0),
                0,
                escalatesAt(rule.level(), 0, at),
                null,
                List.of(),
                0,
                0,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                silence);
    }

    /**
     * New evidence or another level. Who has taken the alert keeps it, unless it has become worse: then it is open to all
     * again, with a new deadline.
     */
    Alert update(
            Alert last,
            Finding finding,
            List<LineSection> sections,
            ScoreMove score,
            List<IncidentChange> changes,
            Instant at) {
        AlertDraft next = new AlertDraft(last);
        boolean worse = finding.level().compareTo(last.level()) > 0;
        next.take(finding);
        next.sections = sections;
        next.score = score;
        next.changes = changes;
        next.clearingSince = null;
        if (worse) {
            next.acknowledgement = null;
            next.status = last.status() == AlertStatus.ESCALATED ? AlertStatus.ESCALATED : AlertStatus.UPDATED;
            next.escalatesAt = escalatesAt(finding.level(), last.escalations(), at);
        } else if (last.status() == AlertStatus.OPEN) {
            next.status = AlertStatus.UPDATED;
        }
        return next.next(at);
    }

    /** @param score null if the subject has none */
    Alert close(Alert last, @Nullable ScoreMove score, Instant at) {
        return end(last, AlertStatus.CLOSED, List.of(), score, at);
    }

    Alert recall(Alert last, List<IncidentChange> changes, ScoreMove score, Instant at) {
        return end(last, AlertStatus.RECALLED, changes, score, at);
    }

    private static Alert end(
            Alert last, AlertStatus status, List<IncidentChange> changes, @Nullable ScoreMove score, Instant at) {
        AlertDraft next = new AlertDraft(last);
        next.status = status;
        next.escalatesAt = null;
        next.clearingSince = null;
        next.changes = changes;
        next.score = score;
        return next.next(at);
    }

    /** To the next role, if nobody has taken it by its deadline. */
    public Optional<Alert> escalate(Alert last, Instant at) {
        Instant due = last.escalatesAt();
        if (!last.isLive() || due == null || due.isAfter(at)) {
            return Optional.empty();
        }
        AlertDraft next = new AlertDraft(last);
        next.status = AlertStatus.ESCALATED;
        next.escalations = last.escalations() + 1;
        next.role = rules.roles().get(Math.min(next.escalations, rules.roles().size() - 1));
        next.escalatesAt = escalatesAt(last.level(), next.escalations, at);
        return Optional.of(next.next(at));
    }

    /** What a person did; nothing comes of an action that was taken in already. */
    public Optional<Alert> act(Alert last, AlertAction action) {
        Handling handling = action.handling();
        if (last.comments().contains(handling)
                || handling.equals(last.acknowledgement())
                || handling.equals(last.disposition())) {
            return Optional.empty();
        }
        AlertDraft next = new AlertDraft(last);
        if (action.kind() != AlertAction.Kind.COMMENT && last.isLive()) {
            next.status = AlertStatus.ACKNOWLEDGED;
            next.escalatesAt = null;
        }
        if (action.kind() != AlertAction.Kind.COMMENT && last.acknowledgement() == null) {
            next.acknowledgement = handling;
        }
        if (action.kind() == AlertAction.Kind.DISPOSE) {
            next.disposition = handling;
        }
        if (action.comment() != null) {
            next.comments = new ArrayList<>(last.comments());
            next.comments.add(handling);
        }
        return Optional.of(next.next(action.at()));
    }

    private @Nullable Instant escalatesAt(Level level, int escalations, Instant from) {
        if (escalations >= rules.roles().size() - 1) {
            return null;
        }
        Optional<Duration> deadline = rules.deadline(level);
        return deadline.map(from::plus).orElse(null);
    }
}
