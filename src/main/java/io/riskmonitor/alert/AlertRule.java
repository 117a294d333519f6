package io.riskmonitor.alert;

import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When an alert is raised and when it ends.
 *
 * @param id the condition's name in the ids of its alerts
 * @param of what it watches
 * @param raise from where it holds. PROXIMITY, CORRIDOR: severity times nearness of one incident; TARGETED: severity;
 *     LEVEL: score; SURGE: how many times the half-year's daily hazard the week's is
 * @param clear below where it stops holding, less than {@code raise}; equal to it where incidents alone decide
 * @param floor SURGE: the least decayed sum of the week
 * @param lasts of incidents: how long one keeps the condition; of scores: how long they must be below {@code clear}
 * @param levels the level from each such value on; of no meaning to LEVEL, whose level is the score's
 */
public record AlertRule(
        String id,
        AlertKind kind,
        Subjects of,
        Scope scope,
        double raise,
        double clear,
        double floor,
        Duration lasts,
        Map<Level, Double> levels) {
    public enum Subjects {
        PROJECT,
        REGION,
        COUNTRY
    }

    /** Where a rule is limited to some; empty is all. */
    public record Scope(Set<String> projects, Set<String> regions, Set<Sector> sectors) {
        public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of());

        public Scope {
            // In order, so that equal rules are written alike.
            projects = Collections.unmodifiableSet(new TreeSet<>(projects));
            regions = Collections.unmodifiableSet(new TreeSet<>(regions));
            sectors = Collections.unmodifiableSet(new TreeSet<>(sectors));
        }
    }

    public AlertRule {
        boolean incidents = kind == AlertKind.PROXIMITY || kind == AlertKind.CORRIDOR || kind == AlertKind.TARGETED;
        if (!(raise > 0) || !(clear > 0) || (incidents ? clear != raise : clear >= raise)) {
            throw new IllegalArgumentException("rule " + id + ": raise " + raise + " is not above clear " + clear);
        }
        if (lasts.isNegative() || lasts.isZero() || !(floor >= 0)) {
            throw new IllegalArgumentException("rule " + id + ": lasts " + lasts + ", floor " + floor);
        }
        levels = levels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(levels));
    }

    /** Whether single incidents decide, and not the score. */
    public boolean isOfIncidents() {
        return clear == raise;
    }

    /** Whether the rule watches a subject. */
    boolean covers(String subject, @Nullable Project project) {
        String owner = subject.substring(subject.indexOf('/') + 1);
        if (subject.startsWith("country/")) {
            return of == Subjects.COUNTRY;
        }
        if (project == null) {
            return of == Subjects.REGION
                    && subject.startsWith("region/")
                    && (scope.regions().isEmpty() || scope.regions().contains(owner));
        }
        String region = project.regionId();
        return of == Subjects.PROJECT
                && (scope.projects().isEmpty() || scope.projects().contains(owner))
                && (scope.sectors().isEmpty() || scope.sectors().contains(project.sector()))
                && (scope.regions().isEmpty()
                        || (region != null && scope.regions().contains(region)));
    }

    /** The level of a value at or above {@code raise}. */
    Level levelOf(double value) {
        Level level = Level.LOW;
        for (Map.Entry<Level, Double> bound : levels.entrySet()) {
            if (value >= bound.getValue()) {
                level = bound.getKey();
            }
        }
        return level;
    }
}
