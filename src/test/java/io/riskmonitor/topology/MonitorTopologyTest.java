package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class MonitorTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/riskmonitor/topology/monitor-topology.txt");
    private static final String REWRITE = "golden.rewrite";

    private static Topology topology() {
        return MonitorTopology.build(
                new MonitorTopology.Parts(
                        TestTopics.streamTopics(),
                        Models.plain(),
                        new BoxRegions(),
                        "test",
                        6,
                        AlertRules.none(),
                        Interests.ofNationals(),
                        Cadence.LIVE),
                new ProjectDirectory());
    }

    @Test
    void shouldBeAsDescribedInTheGoldenFile() throws IOException {
        String actual = topology().describe().toString();
        if (Boolean.getBoolean(REWRITE)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, actual);
        }
        if (!Files.readString(GOLDEN).equals(actual)) {
            fail("""
                    The topology is not what %s says. Its names are deployed state: changelog topics carry the stores', and a
                    renamed or reordered sub-topology starts from nothing. If the change is meant, say in the changelog how a
                    running monitor gets there, and accept it with
                        mvn test -Dtest=MonitorTopologyTest -D%s=true
                    It is now:
                    %s""", GOLDEN, REWRITE, actual);
        }
    }

    @Test
    void shouldNameEveryNodeAndStore() {
        for (TopologyDescription.Subtopology part : topology().describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                assertThat(node.name()).matches("[a-z]+(-[a-z]+)+").doesNotContainIgnoringCase("kstream");
                if (node instanceof TopologyDescription.Processor processor) {
                    assertThat(processor.stores()).allMatch(store -> store.matches("[a-z]+(-[a-z]+)*"));
                }
            }
        }
    }

    /** Two hops between a revision and its score; projects come as a global table. */
    @Test
    void shouldHaveThreeSubtopologiesAndOneGlobalTable() {
        assertThat(topology().describe().subtopologies()).hasSize(3);
        assertThat(topology().describe().globalStores()).hasSize(1);
    }
}
