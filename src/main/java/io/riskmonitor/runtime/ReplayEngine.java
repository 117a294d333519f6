package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.Topics;
import io.riskmonitor.topology.Cadence;
import io.riskmonitor.topology.MonitorTopology;
import io.riskmonitor.topology.ProjectDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Runs the monitor's own topologies over a log of the past, driven by ticks only, in topics and state that are named by the
 * run: beside a monitor that is live, and beside other runs. A run that was killed goes on where it was.
 */
public final class ReplayEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Nobody waits for single scores: fewer, longer transactions. */
    private static final int COMMIT_INTERVAL_MS = 500;

    private final MonitorConfig config;
    private final Cluster cluster;
    private final Admin admin;

    /**
     * What is run.
     *
     * @param name of the run: lower-case letters, digits, hyphens
     * @param revisions each bears the moment from which it is known in the run as recordedAt
     * @param ticks ascending; the last ends the run
     */
    public record Run(
            String name, World world, List<Revision> revisions, List<Instant> ticks, int partitions, int threads) {
        public Run {
            if (!name.matches("[a-z0-9-]{1,60}")) {
                throw new IllegalArgumentException("a run is named by 1 to 60 of a-z, 0-9 and -, not '" + name + "'");
            }
            if (partitions < 1 || threads < 1) {
                throw new IllegalArgumentException("a run has at least one partition and one thread");
            }
            revisions = List.copyOf(revisions);
            ticks = List.copyOf(ticks);
        }

        String prefix() {
            return ReplayEngine.prefix(name);
        }

        String applicationId() {
            return prefix() + "app";
        }
    }

    /** Takes what a run has produced, in no particular order among subjects. */
    public interface Outputs {
        void score(RiskScore score);

        void alert(Alert alert);

        /**
         * @param at when it was learnt
         * @param key {@code subject|incident}
         * @param contribution null if it no longer holds
         */
        void contribution(Instant at, String key, @Nullable Contribution contribution);
    }

    private ReplayEngine(MonitorConfig config, Cluster cluster) {
        this.config = config;
        this.cluster = cluster;
        this.admin = Admin.create(cluster.clientProperties());
    }

    /** On the cluster of a monitor that has the directory, or on one that is started for the time being. */
    public static ReplayEngine open(MonitorConfig config) {
        Cluster cluster = Cluster.visit(config);
        try {
            cluster.note(Map.of());
            ReplayEngine engine = new ReplayEngine(config, cluster);
            if (cluster.isEmbedded()) {
                KafkaRevisionLog.endAbandoned(engine.admin);
            }
            return engine;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Where a run keeps its state and whatever is to be known of it. */
    public static Path home(Path dataDir, String name) {
        return dataDir.resolve("replays").resolve(name);
    }

    private static String prefix(String name) {
        return "replay." + name + ".";
    }

    /** Every revision that the live monitor has learnt. */
    public List<Revision> liveLog() {
        Topics declared = Topics.load();
        TopicAdmin topicAdmin = new TopicAdmin(admin);
        topicAdmin.apply(topicAdmin.plan(declared));
        List<Revision> revisions = new ArrayList<>();
        new TopicScan<>(cluster.clientProperties(), declared.typed().reportRevisions()).forEach(revisions::add);
        return revisions;
    }

    /**
     * Runs to the last tick, or on to it if it was stopped on the way.
     *
     * @param reached takes the simulated time now and then
     * @return how long it took from the first tick to the last, without starting and stopping
     * @throws IllegalStateException if the topologies stop or stand still
     */
    public Duration run(Run run, Consumer<Instant> reached) {
        Topics topics = Topics.load().ofRun(run.prefix(), run.partitions());
        TopicAdmin topicAdmin = new TopicAdmin(admin);
        topicAdmin.apply(topicAdmin.plan(topics));
        try (ReplayLog log = new ReplayLog(cluster.clientProperties(), topics.typed(), run.partitions())) {
            long[] written = log.ticksWritten(admin);
            boolean isNew = Arrays.stream(written).allMatch(n -> n == 0);
            if (isNew) {
                log.writeRegistry(run.world().registry());
            }
            try (StreamsRunner streams = streams(run, topics)) {
                streams.start();
                streams.awaitRunning(PATIENCE);
                if (isNew) {
                    Map<TopicPartition, Long> ends = log.writeRevisions(run.revisions());
                    new TopologyProgress(admin, run.applicationId(), PATIENCE, streams::failure).awaitPast(ends);
                }
                long begun = System.nanoTime();
                log.writeTicks(run.ticks(), written);
                new ReplayProgress(streams, run.partitions(), PATIENCE)
                        .await(run.ticks().get(run.ticks().size() - 1), reached);
                return Duration.ofNanos(System.nanoTime() - begun);
            }
        }
    }

    private StreamsRunner streams(Run run, Topics topics) {
        Path home = home(config.dataDir(), run.name());
        Path state = home.resolve("state");
        World world = run.world();
        MonitorTopics typed = topics.typed();
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be made: " + e.getMessage(), e);
        }
        Map<String, Object> properties = StreamsProperties.of(
                cluster.clientProperties(),
                run.applicationId(),
                InstanceId.of(home),
                state,
                typed.deadLetters().name());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, run.threads());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), Long.toString(Long.MAX_VALUE));
        return new StreamsRunner(
                MonitorTopology.build(
                        new MonitorTopology.Parts(
                                typed,
                                world.model(),
                                world.regions(),
                                world.identity(),
                                run.partitions(),
                                world.rules(),
                                world.interests(),
                                Cadence.BY_TICK),
                        new ProjectDirectory()),
                properties,
                CleanStop.begin(state.resolve(run.applicationId())));
    }

    /** Reads what a run has produced. */
    public void read(Run run, Outputs outputs) {
        MonitorTopics topics =
                Topics.load().ofRun(run.prefix(), run.partitions()).typed();
        Map<String, Object> clients = cluster.clientProperties();
        new TopicScan<>(clients, topics.regionRisk()).forEach(outputs::score);
        new TopicScan<>(clients, topics.projectRisk()).forEach(outputs::score);
        new TopicScan<>(clients, topics.alerts()).forEach(outputs::alert);
        new TopicScan<>(clients, topics.contributions()).forEachRecord(record -> {
            HazardInput input = record.value();
            if (input == null || input instanceof Contribution) {
                outputs.contribution(
                        Instant.ofEpochMilli(record.timestamp()), record.key(), (@Nullable Contribution) input);
            }
        });
    }

    /** Removes a run's topics and state; nothing if there are none. */
    public void discard(String name) {
        try {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(prefix(name)))
                    .toList();
            admin.deleteTopics(topics).all().get();
            Utils.delete(home(config.dataDir(), name).toFile());
        } catch (ExecutionException e) {
            throw new KafkaException("topics of run " + name + " cannot be removed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while removing run " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException("state of run " + name + " cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
        cluster.close();
    }
}
