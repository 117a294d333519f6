package io.riskmonitor.runtime;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.registry.Project;
import io.riskmonitor.topic.MonitorTopics;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry as it stands in its topic, and how it is changed while the monitor runs. */
public final class LiveRegistry {
    private static final Logger log = LoggerFactory.getLogger(LiveRegistry.class);

    private final Map<String, Object> clientProperties;
    private final String instance;
    private final MonitorTopics topics;
    private final RiskQueries queries;
    private final Patience patience;
    private final Clock wallClock;

    /**
     * What a publication changed.
     *
     * @param put ids of the projects that are new or changed
     * @param removed ids of those that are no longer watched
     */
    public record Changes(List<String> put, List<String> removed) {
        public Changes {
            put = List.copyOf(put);
            removed = List.copyOf(removed);
        }

        boolean isNone() {
            return put.isEmpty() && removed.isEmpty();
        }
    }

    /** Waits until something has come true. */
    interface Patience {
        void await(String what, BooleanSupplier reached);
    }

    /** @param instance names this one among those that share the cluster */
    LiveRegistry(
            Map<String, Object> clientProperties,
            String instance,
            MonitorTopics topics,
            RiskQueries queries,
            Patience patience,
            Clock wallClock) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.instance = instance;
        this.topics = topics;
        this.queries = queries;
        this.patience = patience;
        this.wallClock = wallClock;
    }

    /**
     * At a start. A registry that was chosen by name is the operator's word and takes the place of what stands; the built-in
     * one is put only where there is none yet, so that a restart undoes no change made at run time.
     */
    void establish(List<Project> registry, boolean chosen) {
        List<Project> standing = queries.allProjects();
        if (chosen || standing.isEmpty()) {
            String origin = chosen ? "--registry" : RegistryFile.BUILT_IN;
            Changes changes = put(
                    any -> registry,
                    origin,
                    new Change(
                            Caller.LOCAL_USER,
                            Change.Surface.COMMAND,
                            ChangeKind.REGISTRY_PUBLISHED,
                            "at start: " + origin));
            if (chosen && !standing.isEmpty() && !changes.isNone()) {
                log.info("--registry has changed the registry: put {}, removed {}", changes.put(), changes.removed());
            }
            return;
        }
        List<String> differing = differing(registry, standing);
        if (!differing.isEmpty()) {
            log.info(
                    "the registry that stands is kept; it differs from the built-in one in {}. 'projects publish' changes"
                            + " it",
                    differing);
        }
    }

    /**
     * Puts projects into the registry. Returns once they are in the table; the next tick joins past incidents with them.
     *
     * @param complete they are the whole registry: those that are not among them are removed
     * @param recordedBy who says so
     * @param change whose change it is, for the audit trail
     */
    public Changes publish(List<Project> projects, boolean complete, String recordedBy, Change change) {
        return put(complete ? any -> projects : standing -> with(projects, standing), recordedBy, change);
    }

    private static List<Project> with(List<Project> projects, List<Project> standing) {
        Map<String, Project> all = new LinkedHashMap<>();
        Stream.concat(standing.stream(), projects.stream()).forEach(project -> all.put(project.id(), project));
        return List.copyOf(all.values());
    }

    /** @throws UnknownSubjectException if there is no such project */
    public Changes remove(String id, String recordedBy, Change change) {
        Project gone = queries.project(id);
        return put(
                standing -> standing.stream()
                        .filter(project -> !project.id().equals(gone.id()))
                        .toList(),
                recordedBy,
                change);
    }

    /** @param wanted what is to stand, given what stands: another instance may have changed it a moment ago */
    private synchronized Changes put(UnaryOperator<List<Project>> wanted, String recordedBy, Change change) {
        List<Project> standing = queries.allProjects();
        Changes changes;
        try (RegistryPublisher publisher = new RegistryPublisher(clientProperties, instance, topics, wallClock)) {
            changes = publisher.publish(wanted.apply(standing), standing, recordedBy, change);
        }
        // What another instance changes meanwhile is its own affair.
        Set<Project> overtaken = standing.stream()
                .filter(project -> changes.put().contains(project.id())
                        || changes.removed().contains(project.id()))
                .collect(Collectors.toSet());
        patience.await("the registry to be taken in", () -> {
            List<Project> now = queries.allProjects();
            return Collections.disjoint(overtaken, now)
                    && now.stream().map(Project::id).collect(Collectors.toSet()).containsAll(changes.put());
        });
        return changes;
    }

    /** Ids of the projects that are not the same in both. */
    private static List<String> differing(List<Project> one, List<Project> other) {
        Set<Project> inOne = new HashSet<>(one);
        Set<Project> inOther = new HashSet<>(other);
        return Stream.concat(
                        one.stream().filter(project -> !inOther.contains(project)),
                        other.stream().filter(project -> !inOne.contains(project)))
                .map(Project::id)
                .distinct()
                .sorted()
                .toList();
    }
}
