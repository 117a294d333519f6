package io.riskmonitor.registry;

import io.riskmonitor.geo.Names;
import io.riskmonitor.incident.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the registry.
 *
 * @param id lower-case, words joined by hyphens, such as {@code n-sukala}
 * @param regionId the region it is filed under, or null if it spans the country
 * @param matches the targets that concern it: its kind of infrastructure and its staff
 * @param sites the places that are scored; none if the project has no known place, and then it has no hazard score
 * @param phases in order, not overlapping
 * @param facts what is known of it, each with its citation
 */
public record Project(
        String id,
        Names names,
        Sector sector,
        @Nullable String regionId,
        Set<Target> matches,
        List<Site> sites,
        List<Phase> phases,
        List<Fact> facts) {
    /** A statement about a project and where it is from. */
    public record Fact(String text, String source) {}

    public Project {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("project id '" + id + "' is not lower-case words joined by hyphens");
        }
        matches = matches.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(matches));
        sites = List.copyOf(sites);
        if (sites.stream().map(Site::id).distinct().count() != sites.size()) {
            throw new IllegalArgumentException("project " + id + " names a site twice");
        }
        phases = List.copyOf(phases);
        for (int i = 1; i < phases.size(); i++) {
            LocalDate end = phases.get(i - 1).to();
            if (end == null || phases.get(i).from().isBefore(end)) {
                throw new IllegalArgumentException(
                        "project " + id + ": phase " + phases.get(i).status() + " from "
                                + phases.get(i).from() + " begins before the one before it ends");
            }
        }
        facts = List.copyOf(facts);
    }

    /** The phase in force at a moment; none before the project begins or in a gap between phases. */
    public Optional<Phase> phaseAt(Instant at) {
        return phases.stream().filter(p -> p.covers(at)).findFirst();
    }
}
