package io.riskmonitor.runtime;

import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.Topology;

/**
 * JSON in, JSON out, nothing between: the least that a topology can do, with the monitor's own properties and serdes.
 *
 * @param instead properties of Streams that take the place of the monitor's own
 */
record PassThrough(BenchCluster cluster, Map<String, String> instead) implements Side {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "pass-through";
    }

    @Override
    public Lap run(BenchCluster.Log log, String prefix) {
        Topics names = Topics.load(prefix);
        cluster.topic(names.reportRevisions());
        MonitorTopics topics = names.typed();
        String application = prefix + "app";
        Path state = cluster.dir(application);
        Map<String, Object> properties = StreamsProperties.of(
                cluster.clientProperties(),
                application,
                application,
                state,
                topics.deadLetters().name(),
                new UnreadableRecords());
        properties.putAll(instead);
        try (StreamsRunner streams =
                new StreamsRunner(topology(log, topics), properties, CleanStop.begin(state.resolve(application)))) {
            streams.start();
            streams.awaitRunning(PATIENCE);
            long begun = System.nanoTime();
            new TopologyProgress(cluster.admin(), application, PATIENCE, streams::failure).awaitPast(log.last());
            return Lap.since(begun, log.revisions());
        }
    }

    private static Topology topology(BenchCluster.Log log, MonitorTopics topics) {
        return new Topology()
                .addSource(
                        "ingest-revisions",
                        log.topic().keys().deserializer(),
                        log.topic().values().deserializer(),
                        log.topic().name())
                .addSink(
                        "egress-revisions",
                        topics.reportRevisions().name(),
                        topics.reportRevisions().keys().serializer(),
                        topics.reportRevisions().values().serializer(),
                        "ingest-revisions");
    }
}
