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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
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
    private static final int COMMIT_INTERVAL_MS = 100;

    private final MonitorConfig config;
    private final Cluster cluster;
    private final Admin admin;
    private final UnreadableRecords unreadable = new UnreadableRecords();

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
            if (!isName(name)) {
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

    /** Says how far a run may go. */
    public interface Pace {
        /**
         * Asked again and again while a run goes on.
         *
         * @param told how many of the run's ticks have been told
         * @param reached the simulated time that all of the run has reached; null before the first
         * @return how many may have been told by now; fewer than have been if the run has to begin anew
         */
        int allowed(int told, @Nullable Instant reached);
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

    /** On the cluster of a monitor in this process. */
    static ReplayEngine beside(MonitorConfig config, Cluster cluster) {
        return new ReplayEngine(config, cluster.guest());
    }

    /** Where a run keeps its state and whatever is to be known of it. */
    public static Path home(Path dataDir, String name) {
        return dataDir.resolve("replays").resolve(name);
    }

    /** Whether a run can be called so. */
    public static boolean isName(String text) {
        return text.matches("[a-z0-9-]{1,60}");
    }

    private static String prefix(String name) {
        return "replay." + name + ".";
    }

    /** Every revision that the live monitor has learnt. */
    public List<Revision> liveLog() {
        Topics declared = new TopicAdmin(admin).align(null);
        List<Revision> revisions = new ArrayList<>();
        new TopicScan<>(cluster.clientProperties(), declared.typed().reportRevisions(), unreadable)
                .forEach(revisions::add);
        return revisions;
    }

    /**
     * Runs to the last tick, or on to it if it was stopped on the way.
     *
     * @return how long it took from the first tick to the last, without starting and stopping; none if it has to begin anew
     * @throws IllegalStateException if the topologies stop or stand still
     */
    public Optional<Duration> run(Run run, Pace pace) {
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
                TopologyProgress topology =
                        new TopologyProgress(admin, run.applicationId(), PATIENCE, streams::failure);
                if (isNew) {
                    topology.awaitPast(log.writeRevisions(run.revisions()));
                }
                ReplayProgress progress =
                        new ReplayProgress(streams, run.partitions(), () -> topology.left(topics), PATIENCE);
                return drive(run, pace, log, written, progress);
            }
        }
    }

    private static Optional<Duration> drive(
            Run run, Pace pace, ReplayLog log, long[] written, ReplayProgress progress) {
        List<Instant> ticks = run.ticks();
        Instant last = ticks.get(ticks.size() - 1);
        int told = (int) Arrays.stream(written).min().orElse(0);
        long begun = System.nanoTime();
        while (true) {
            Instant reached = progress.reached(told == 0 ? null : ticks.get(told - 1));
            int allowed = pace.allowed(told, reached);
            if (reached != null && !reached.isBefore(last) && allowed >= told) {
                return Optional.of(Duration.ofNanos(System.nanoTime() - begun));
            }
            if (allowed < told) {
                return Optional.empty();
            }
            if (allowed > told) {
                log.writeTicks(ticks.subList(0, allowed), written);
                Arrays.setAll(written, p -> Math.max(written[p], allowed));
                told = allowed;
            }
            ReplayProgress.pause();
        }
    }

    private StreamsRunner streams(Run run, Topics topics) {
        Path home = home(config.dataDir(), run.name());
        Path state = state(run.name());
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
                typed.deadLetters().name(),
                unreadable);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, run.threads());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG), Long.toString(Long.MAX_VALUE));
        return new StreamsRunner(
                WorldTopology.of(world, typed, run.partitions(), Cadence.BY_TICK),
                properties,
                CleanStop.begin(state.resolve(run.applicationId())));
    }

    /** Reads what a run has produced. */
    public void read(Run run, Outputs outputs) {
        MonitorTopics topics =
                Topics.load().ofRun(run.prefix(), run.partitions()).typed();
        Map<String, Object> clients = cluster.clientProperties();
        new TopicScan<>(clients, topics.regionRisk(), unreadable).forEach(outputs::score);
        new TopicScan<>(clients, topics.projectRisk(), unreadable).forEach(outputs::score);
        new TopicScan<>(clients, topics.alerts(), unreadable).forEach(outputs::alert);
        new TopicScan<>(clients, topics.contributions(), unreadable).forEachRecord(record -> {
            HazardInput input = record.value();
            if (input == null || input instanceof Contribution) {
                outputs.contribution(
                        Instant.ofEpochMilli(record.timestamp()), record.key(), (@Nullable Contribution) input);
            }
        });
    }

    /** The scores of a run that goes on. */
    public ScoreTail scoresOf(String name) {
        MonitorTopics topics =
                Topics.load().ofRun(prefix(name), 1).typed(); // how many partitions there are is asked for
        return new ScoreTail(cluster.clientProperties(), List.of(topics.regionRisk(), topics.projectRisk()));
    }

    /** Removes a run's topics and state, and leaves what else is at its home; nothing if there are none. */
    public void discard(String name) {
        try {
            List<String> topics = topicsOf(name);
            if (!topics.isEmpty()) {
                admin.deleteTopics(topics).all().get();
                removeGroup(prefix(name) + "app");
            }
            // Brokers learn of it a moment later than the controller, and whoever begins anew would find them there
            // still.
            while (!topicsOf(name).isEmpty()) {
                ReplayProgress.pause();
            }
            Utils.delete(state(name).toFile());
        } catch (ExecutionException e) {
            throw new KafkaException("topics of run " + name + " cannot be removed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while removing run " + name, e);
        } catch (IOException e) {
            throw new UncheckedIOException("state of run " + name + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private List<String> topicsOf(String name) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith(prefix(name)))
                .toList();
    }

    private void removeGroup(String group) throws ExecutionException, InterruptedException {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        } catch (ExecutionException e) {
            // A group that has a killed member is not empty yet; its offsets have gone with their topics.
            if (!(e.getCause() instanceof GroupIdNotFoundException || e.getCause() instanceof GroupNotEmptyException)) {
                throw e;
            }
        }
    }

    private Path state(String name) {
        return home(config.dataDir(), name).resolve("state");
    }

    @Override
    public void close() {
        admin.close();
        cluster.close();
    }
}
