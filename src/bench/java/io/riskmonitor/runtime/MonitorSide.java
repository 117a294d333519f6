package io.riskmonitor.runtime;

import io.riskmonitor.config.World;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topic.Topics;
import io.riskmonitor.topology.Cadence;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The monitor's own topology, ticking each second as it does by default: revisions through to the scores that they move. */
final class MonitorSide implements Side {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final BenchCluster cluster;
    private final World world;
    private final Map<String, String> instead;
    private final Watch watch;

    /** Looks on while it runs. */
    interface Watch {
        Watch NONE = (application, streams) -> () -> {};

        /** @return ends it */
        Runnable begin(String application, StreamsRunner streams);
    }

    /** @param instead properties of Streams that take the place of the monitor's own */
    MonitorSide(BenchCluster cluster, World world, Map<String, String> instead, Watch watch) {
        this.cluster = cluster;
        this.world = world;
        this.instead = Map.copyOf(instead);
        this.watch = watch;
    }

    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public Lap run(BenchCluster.Log log, String prefix) {
        Topics declared = cluster.topics(prefix);
        MonitorTopics topics = reading(log.topic(), declared.typed());
        int partitions = declared.ticks().partitions();
        try (ReplayLog writer = new ReplayLog(cluster.clientProperties(), topics, partitions)) {
            writer.writeRegistry(world.registry());
        }
        String application = prefix + "app";
        try (StreamsRunner streams = streams(application, declared, topics);
                DiskRoom room = DiskRoom.watch(cluster.dir(application));
                Ticker ticker = new Ticker(cluster.clientProperties(), topics, partitions, Clock.systemUTC(), room)) {
            streams.start();
            streams.awaitRunning(PATIENCE);
            long begun = System.nanoTime();
            ticker.start(TICK, () -> streams.partitionsAtWork(topics.ticks().name()));
            Runnable end = watch.begin(application, streams);
            TopologyProgress progress = new TopologyProgress(cluster.admin(), application, PATIENCE, streams::failure);
            progress.awaitPast(log.last());
            awaitScores(
                    ticker.tick(), new ReplayProgress(streams, partitions, () -> progress.left(declared), PATIENCE));
            Lap lap = Lap.since(begun, log.revisions());
            end.run();
            return lap;
        }
    }

    /** A tick comes through behind all that was learnt before it. */
    private static void awaitScores(Instant told, ReplayProgress progress) {
        while (true) {
            Instant reached = progress.reached(told);
            if (reached != null && !reached.isBefore(told)) {
                return;
            }
            ReplayProgress.pause();
        }
    }

    private StreamsRunner streams(String application, Topics declared, MonitorTopics topics) {
        Path state = cluster.dir(application);
        Map<String, Object> properties = StreamsProperties.of(
                cluster.clientProperties(),
                application,
                application,
                state,
                topics.deadLetters().name(),
                new UnreadableRecords());
        properties.putAll(instead);
        return new StreamsRunner(
                WorldTopology.of(world, topics, declared.contributions().partitions(), Cadence.LIVE),
                properties,
                CleanStop.begin(state.resolve(application)));
    }

    private static MonitorTopics reading(Topic<String, Revision> log, MonitorTopics topics) {
        return new MonitorTopics(
                log,
                topics.reportChanges(),
                topics.incidents(),
                topics.projects(),
                topics.contributions(),
                topics.regionRisk(),
                topics.projectRisk(),
                topics.deadLetters(),
                topics.ticks(),
                topics.feedCursors(),
                topics.alerts(),
                topics.alertActions(),
                topics.deliveries(),
                topics.accessTokens(),
                topics.audit());
    }
}
