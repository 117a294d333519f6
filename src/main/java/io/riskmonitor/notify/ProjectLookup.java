package io.riskmonitor.notify;

import io.riskmonitor.registry.Project;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a project is found by its id, as it is to be named now. */
@FunctionalInterface
public interface ProjectLookup {
    /** Empty if there is none of that id. */
    Optional<Project> find(String id);

    /** In a registry that does not change. */
    static ProjectLookup in(Collection<Project> registry) {
        Map<String, Project> byId = registry.stream().collect(Collectors.toMap(Project::id, Function.identity()));
        return id -> Optional.ofNullable(byId.get(id));
    }
}
