package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import io.riskmonitor.config.AlertRulesFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.config.World;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.Topics;
import io.riskmonitor.topology.Cadence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live topologies on a broker: how many partitions the log has makes no difference to any score. */
class PartitionCountIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int REVISIONS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_127})
    void shouldScoreTheSameWithOneThreeAndSixPartitions(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        World world = new World(
                new BoxRegions(), RandomLog.registry(seed), RiskModelFile.builtIn(), AlertRulesFile.builtIn());
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0))) {
            Map<String, Object> clients =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());

            List<SubjectView> one = scores(clients, world, log, 1);
            List<SubjectView> three = scores(clients, world, log, 3);
            List<SubjectView> six = scores(clients, world, log, 6);

            assertThat(one).anySatisfy(subject -> assertThat(subject.hazard()).isPositive());
            assertThat(three).isEqualTo(one);
            assertThat(six).isEqualTo(one);
        }
    }

    /** All regions and projects at the end of the log. */
    private List<SubjectView> scores(Map<String, Object> clients, World world, RandomLog log, int partitions) {
        String name = "p" + partitions;
        Topics topics = Topics.load().ofRun(name + ".", partitions);
        MonitorTopics typed = topics.typed();
        Instant end = log.end();
        try (Admin admin = Admin.create(clients);
                ReplayLog writer = new ReplayLog(clients, typed, partitions)) {
            TopicAdmin topicAdmin = new TopicAdmin(admin);
            topicAdmin.apply(topicAdmin.plan(topics));
            writer.writeRegistry(world.registry());
            try (StreamsRunner streams = streams(clients, world, typed, name, partitions)) {
                streams.start();
                streams.awaitRunning(PATIENCE);
                RiskQueries queries = new RiskQueries(
                        streams, world.model(), world.regions(), world.rules().feeds());
                await().atMost(PATIENCE)
                        .until(() ->
                                queries.allProjects().size() == world.registry().size());
                TopologyProgress topology = new TopologyProgress(admin, name, PATIENCE, streams::failure);
                topology.awaitPast(writer.writeRevisions(log.revisions()));
                writer.writeTicks(List.of(end), new long[partitions]);
                ReplayProgress progress =
                        new ReplayProgress(streams, partitions, () -> topology.left(topics), PATIENCE);
                await().atMost(PATIENCE).until(() -> end.equals(progress.reached(end)));
                List<SubjectView> all = new ArrayList<>(queries.regions(end));
                all.addAll(queries.projects(end));
                return all;
            }
        }
    }

    private StreamsRunner streams(
            Map<String, Object> clients, World world, MonitorTopics topics, String name, int partitions) {
        Path state = dir.resolve(name);
        return new StreamsRunner(
                WorldTopology.of(world, topics, partitions, Cadence.LIVE),
                StreamsProperties.of(
                        clients, name, name, state, topics.deadLetters().name(), new UnreadableRecords()),
                CleanStop.begin(state.resolve(name)));
    }
}
