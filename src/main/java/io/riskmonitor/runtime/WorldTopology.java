package io.riskmonitor.runtime;

import io.riskmonitor.config.World;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topology.Cadence;
import io.riskmonitor.topology.MonitorTopology;
import io.riskmonitor.topology.ProjectDirectory;
import org.apache.kafka.streams.Topology;

/** The monitor's topology over what is known of the world. */
final class WorldTopology {
    private WorldTopology() {}

    /**
     * A topology for one running instance.
     *
     * @param contributionPartitions number of partitions of the contributions topic
     */
    static Topology of(World world, MonitorTopics topics, int contributionPartitions, Cadence cadence) {
        return MonitorTopology.build(
                new MonitorTopology.Parts(
                        topics,
                        world.model(),
                        world.regions(),
                        world.identity(),
                        contributionPartitions,
                        world.rules(),
                        world.interests(),
                        cadence),
                new ProjectDirectory());
    }
}
