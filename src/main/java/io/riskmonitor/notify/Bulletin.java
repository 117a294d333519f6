package io.riskmonitor.notify;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.geo.Names;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A revision of an alert with everything that is told about it, names and all, in no language yet.
 *
 * @param level null if the level is not known
 * @param subject what the alert is about: a project, a region, a feed or a place
 * @param projects ids of the projects concerned
 * @param regions ids of the regions concerned
 * @param projectNames of the projects concerned, in the order of importance
 * @param firms that were named, as readers know them
 * @param since when the condition began to hold
 * @param at the time of this revision
 * @param until when it ceased to hold; null while it lasts
 * @param scoreBefore 0 to 100; null if it is not known or has no meaning
 * @param scoreAfter 0 to 100; null likewise
 * @param otherIncidents how many are behind it beyond those in the evidence
 * @param otherShare theirs of the alert, 0 to 1
 * @param section of a line; null elsewhere
 * @param role the id of the role that it is for now, a later one than the first once nobody has acknowledged it in time
 * @param change what a correction has changed; null if none has
 * @param isSimulated whether any of it rests on made-up incidents
 */
public record Bulletin(
        String alertId,
        int revision,
        AlertKind kind,
        AlertStatus status,
        @Nullable Level level,
        Names subject,
        Set<String> projects,
        Set<String> regions,
        List<Names> projectNames,
        List<Names> firms,
        Instant since,
        Instant at,
        @Nullable Instant until,
        @Nullable Double scoreBefore,
        @Nullable Double scoreAfter,
        List<Evidence> evidence,
        int otherIncidents,
        double otherShare,
        @Nullable Section section,
        String role,
        @Nullable Change change,
        String modelVersion,
        boolean isSimulated) {
    /** A stretch of a line: its kilometres and the stations at its ends. */
    public record Section(double fromKm, double toKm, Names label) {}

    /**
     * How the reports behind an alert were corrected.
     *
     * @param movedKm how far away the incident is now; null if it was not moved
     * @param occurredTo the new end of its time; null if it was not re-dated
     */
    public record Change(
            ChangeKind kind,
            @Nullable Double movedKm,
            @Nullable Instant occurredTo) {}

    /** What a correction did. */
    public enum ChangeKind {
        RETRACTED,
        MOVED,
        REDATED,
        REDUCED,
        OTHER
    }

    public Bulletin {
        projects = Set.copyOf(projects);
        regions = Set.copyOf(regions);
        projectNames = List.copyOf(projectNames);
        firms = List.copyOf(firms);
        evidence = List.copyOf(evidence);
    }

    /** For comparing: an unknown level is told like a substantial one, since it may be any. */
    public Level weight() {
        return level == null ? Level.SUBSTANTIAL : level;
    }
}
