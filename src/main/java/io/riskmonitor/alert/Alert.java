package io.riskmonitor.alert;

import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of an alert: a condition that holds, or held, for one subject. All times are times of events, not of the
 * wall clock.
 *
 * @param subject {@code project/ID}, {@code region/ID}, {@code country/ID} or {@code feed/ID}
 * @param revision from 1; a greater one replaces a lesser
 * @param headline of the incident that weighs most; of a condition without incidents, what the rule says
 * @param modelVersion of the risk model that it was judged by
 * @param role who it is for now: the rule's first role, after an escalation a later one
 * @param escalations how many roles it has passed on
 * @param escalatesAt when it passes to the next role; null if it is acknowledged or no role is left
 * @param clearingSince since when the condition has been below where it clears; null if it is not
 * @param evidence the incidents behind it, the weightiest first; with {@code otherShare} their shares sum to 1
 * @param otherIncidents how many further incidents are behind it
 * @param otherShare their share
 * @param score of the subject; null if it has none, as a feed
 * @param sections of a line project, the worst first
 * @param projects that a targeted attack was aimed at, by id
 * @param firms that were named, as the rules name them
 * @param changes what sources have put right since the revision before
 * @param acknowledgement the first; null if nobody has acknowledged it
 * @param disposition the latest; null if nobody has judged it
 * @param comments all words said on it, oldest first
 * @param feed for a stale feed
 */
public record Alert(
        AlertId id,
        AlertKind kind,
        String subject,
        AlertStatus status,
        Level level,
        int revision,
        Instant raisedAt,
        Instant updatedAt,
        String headline,
        String ruleId,
        String ruleVersion,
        String modelVersion,
        String role,
        int escalations,
        @Nullable Instant escalatesAt,
        @Nullable Instant clearingSince,
        List<Evidence> evidence,
        int otherIncidents,
        double otherShare,
        @Nullable ScoreMove score,
        List<LineSection> sections,
        List<String> projects,
        List<String> firms,
        List<IncidentChange> changes,
        @Nullable Handling acknowledgement,
        @Nullable Handling disposition,
        List<Handling> comments,
        @Nullable FeedSilence feed) {
    public Alert {
        evidence = List.copyOf(evidence);
        sections = List.copyOf(sections);
        projects = List.copyOf(projects);
        firms = List.copyOf(firms);
        changes = List.copyOf(changes);
        comments = List.copyOf(comments);
        if (revision < 1 || otherIncidents < 0) {
            throw new IllegalArgumentException(id + ": revision " + revision + ", others " + otherIncidents);
        }
    }

    /** How many incidents are behind it, those not shown included. */
    public int incidents() {
        return evidence.size() + otherIncidents;
    }

    /** Whether the condition still lasts. */
    public boolean isLive() {
        return status.isLive();
    }
}
