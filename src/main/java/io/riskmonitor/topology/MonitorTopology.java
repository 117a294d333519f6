package io.riskmonitor.topology;

import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * The monitor's whole topology: the global table of projects, revisions to reports as they stand, these to incidents and
 * contributions, contributions to scores. Two hops lie between a revision and its score: report-changes, where reports of all
 * sources meet, and contributions.
 */
public final class MonitorTopology {
    private static final String INGEST_PROJECTS = "ingest-projects";
    private static final String MAINTAIN_PROJECTS = "maintain-projects";

    private MonitorTopology() {}

    /**
     * Everything that a topology is built from.
     *
     * @param modelIdentity changes whenever the risk model or the regions do; then all incidents are joined anew
     * @param contributionPartitions number of partitions of the contributions topic
     * @param interests what an attack anywhere in the country is told of
     * @param cadence when that which has been learnt is taken in
     */
    public record Parts(
            MonitorTopics topics,
            RiskModel model,
            RegionIndex regions,
            String modelIdentity,
            int contributionPartitions,
            AlertRules rules,
            Interests interests,
            Cadence cadence) {}

    /** @param directory one for each running instance */
    public static Topology build(Parts parts, ProjectDirectory directory) {
        Topology topology = new Topology();
        addProjectTable(topology, parts.topics().projects(), directory);
        RevisionTopology.addTo(topology, parts.topics(), parts.cadence());
        RiskTopology.addTo(
                topology,
                parts.topics(),
                parts.model(),
                parts.regions().regions().stream().map(Region::id).toList(),
                directory,
                parts.contributionPartitions(),
                parts.rules().feeds(),
                parts.cadence());
        AlertTopology.addTo(topology, parts.topics(), parts.model(), parts.rules(), directory);
        // Last, so that the parts that there were before keep their numbers, by which their state is found.
        ContributionTopology.addTo(
                topology,
                parts.topics(),
                new Attribution(parts.model(), parts.regions(), parts.interests()),
                directory,
                parts.modelIdentity(),
                parts.cadence());
        return topology;
    }

    private static void addProjectTable(
            Topology topology, Topic<String, Project> projects, ProjectDirectory directory) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(StoreNames.PROJECTS), projects.keys(), projects.values())
                        .withLoggingDisabled(),
                INGEST_PROJECTS,
                projects.keys().deserializer(),
                projects.values().deserializer(),
                projects.name(),
                MAINTAIN_PROJECTS,
                () -> new ProjectTableProcessor(directory));
    }
}
