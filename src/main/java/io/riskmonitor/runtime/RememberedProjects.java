package io.riskmonitor.runtime;

import io.riskmonitor.notify.ProjectLookup;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.registry.Project;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry as it stands; of a project that has been taken out, whose alert is then closed, and while the table cannot be
 * asked, as it was last seen.
 */
final class RememberedProjects implements ProjectLookup {
    private static final Logger log = LoggerFactory.getLogger(RememberedProjects.class);

    private final RiskQueries queries;
    private final Map<String, Project> seen = new ConcurrentHashMap<>();

    /** @param registry as it was at the start */
    RememberedProjects(RiskQueries queries, Collection<Project> registry) {
        this.queries = queries;
        registry.forEach(project -> seen.put(project.id(), project));
    }

    @Override
    public Optional<Project> find(String id) {
        try {
            queries.findProject(id).ifPresent(project -> seen.put(id, project));
        } catch (NotReadyException e) {
            log.debug("project {} as it was last seen: {}", id, e.getMessage());
        }
        return Optional.ofNullable(seen.get(id));
    }
}
