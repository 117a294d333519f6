package io.riskmonitor.runtime;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.access.Change;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.feed.IngestSummary;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.notify.AlertReader;
import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.query.LocalReports;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.Topics;
import io.riskmonitor.topology.Cadence;
import io.riskmonitor.topology.MonitorTopology;
import io.riskmonitor.topology.ProjectDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance: cluster, topics, topologies and time, and the ways in and out of them. */
public final class Monitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Monitor.class);
    private static final String APPLICATION_ID = "mali-risk-monitor";
    /** Restoring a large state takes its time; standing still for this long is a fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long POLL_MILLIS = 10;

    /** What has been opened, last first, to be closed in that order. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** By source: who may write. */
    private final Map<String, Lock> turns = new ConcurrentHashMap<>();

    private final World world;
    private final Clock wallClock;
    private final Clock clock;
    private final Cluster cluster;
    private final MonitorTopics topics;
    private final StreamsRunner streams;
    private final TopologyProgress progress;
    private final Ticker ticker;
    private final ScoreFeed scores;
    private final RiskQueries queries;
    private final LiveRegistry registry;
    private final LocalReports reports;
    private final IncidentQueries incidents;
    private final LiveAlerts alerts;
    private final TokenStore tokens;
    private final Admin admin;
    private final String instance;
    private @Nullable AlertDelivery delivery;

    private Monitor(MonitorConfig config, World world, Clock wallClock, Function<RiskQueries, Clock> time) {
        this.world = world;
        this.wallClock = wallClock;
        try {
            this.cluster = opened(Cluster.open(config));
            Map<String, Object> clients = cluster.clientProperties();
            Topics declared = Topics.load();
            this.topics = declared.typed();
            this.admin = opened(Admin.create(clients));
            TopicAdmin topicAdmin = new TopicAdmin(admin);
            topicAdmin.apply(topicAdmin.plan(declared));
            if (cluster.isEmbedded()) {
                KafkaRevisionLog.endAbandoned(admin);
            }
            this.instance = InstanceId.of(config.dataDir());
            Path state = config.dataDir().resolve("state");
            this.streams = opened(new StreamsRunner(
                    MonitorTopology.build(
                            new MonitorTopology.Parts(
                                    topics,
                                    world.model(),
                                    world.regions(),
                                    world.identity(),
                                    declared.contributions().partitions(),
                                    world.rules(),
                                    world.interests(),
                                    Cadence.LIVE),
                            new ProjectDirectory()),
                    StreamsProperties.of(
                            clients,
                            APPLICATION_ID,
                            instance,
                            state,
                            topics.deadLetters().name()),
                    CleanStop.begin(state.resolve(APPLICATION_ID))));
            this.queries = new RiskQueries(
                    streams, world.model(), world.regions(), world.rules().feeds());
            this.registry = new LiveRegistry(clients, topics, queries, this::await, wallClock);
            this.reports = new LocalReports(streams);
            this.incidents = new IncidentQueries(streams, world.regions());
            this.progress = new TopologyProgress(admin, APPLICATION_ID, PATIENCE, streams::failure);
            this.alerts = new LiveAlerts(
                    new AlertQueries(streams, world.regions()),
                    new AlertActionLog(clients, instance, topics, wallClock),
                    progress,
                    new TopicScan<>(clients, topics.alerts()));
            this.tokens = opened(new TokenStore(clients, topics, wallClock));
            this.scores = opened(new ScoreFeed(clients, topics, wallClock));
            scores.start();
            streams.start();
            streams.awaitRunning(PATIENCE);
            this.clock = time.apply(queries);
            this.ticker = opened(new Ticker(clients, topics, declared.ticks().partitions(), clock));
            registry.establish(world.registry(), config.registryFile() != null);
            settle();
            ticker.start(config.tick());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts an instance; returns when scores are served.
     *
     * @param wallClock stamps what is measured
     * @param time the clock that ticks, given what the topologies last took for the time
     * @throws RuntimeException with a message for people if anything needed cannot be had; then nothing is left running
     */
    public static Monitor start(MonitorConfig config, World world, Clock wallClock, Function<RiskQueries, Clock> time) {
        return new Monitor(config, world, wallClock, time);
    }

    /** Starts an instance on the wall clock. */
    public static Monitor start(MonitorConfig config, World world, Clock wallClock) {
        return start(config, world, wallClock, queries -> wallClock);
    }

    public RiskQueries queries() {
        return queries;
    }

    public IncidentQueries incidents() {
        return incidents;
    }

    public LiveAlerts alerts() {
        return alerts;
    }

    public LocalReports reports() {
        return reports;
    }

    public ScoreFeed scores() {
        return scores;
    }

    public TokenStore tokens() {
        return tokens;
    }

    /**
     * From now on people are told of alerts as they subscribe to them. Never without: a demo or a replay tells nobody.
     *
     * @throws IllegalStateException if it has been called before
     */
    public void deliver(Subscriptions subscriptions) {
        if (delivery != null) {
            throw new IllegalStateException("alerts are being delivered already");
        }
        delivery = opened(new AlertDelivery(
                cluster.clientProperties(),
                instance,
                topics,
                subscriptions,
                new AlertReader(world.registry(), world.regions()),
                clock));
        delivery.start(admin);
    }

    /** Null if nobody is told of alerts. */
    public @Nullable AlertDelivery delivery() {
        return delivery;
    }

    public KafkaStreams streams() {
        return streams.streams();
    }

    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    public World world() {
        return world;
    }

    /** The clock that ticks. */
    public Clock clock() {
        return clock;
    }

    /** Whether the time that ticks is the wall's; otherwise it is simulated, and must be called so. */
    public boolean isOnWallClock() {
        return !(clock instanceof SimulatedClock);
    }

    /** Whether the topologies have stopped by themselves; the log has the reason. */
    public boolean hasFailed() {
        return streams.failure() != null;
    }

    public boolean isRunning() {
        return streams.isRunning();
    }

    /** Tells other commands on this machine how to reach this process. */
    public void announce(Map<String, String> facts) {
        cluster.note(facts);
    }

    /** Reads inputs of a feed that runs by itself, as {@link #ingest} does with those of a person. */
    public IngestSummary ingest(
            ReportAdapter adapter, List<? extends Ingest.Input> inputs, Ingest.Options options, IngestObserver observer)
            throws IOException {
        return ingest(adapter, inputs, options, observer, null);
    }

    /**
     * Reads inputs into the log; returns when the topologies have taken them in. One at a time of each source: a long
     * file of one keeps nobody from entering an incident at the desk.
     *
     * @param change whose change it is, for the audit trail; null for a feed that runs by itself
     * @throws IOException if an input cannot be read; what was committed before stays
     */
    public IngestSummary ingest(
            ReportAdapter adapter,
            List<? extends Ingest.Input> inputs,
            Ingest.Options options,
            IngestObserver observer,
            @Nullable Change change)
            throws IOException {
        Lock turn = turns.computeIfAbsent(adapter.source(), source -> new ReentrantLock());
        turn.lock();
        try (KafkaRevisionLog writer = new KafkaRevisionLog(
                cluster.clientProperties(), adapter.source(), topics, progress, wallClock, change)) {
            return new Ingest(adapter, reports, writer, world.regions(), options, observer).run(inputs);
        } finally {
            turn.unlock();
        }
    }

    /** The projects under watch. After a change, {@link #settle} returns once the scores are right. */
    public LiveRegistry registry() {
        return registry;
    }

    /** What could not be read, oldest first; of one source, or of all if it is null. */
    public List<DeadLetter> deadLetters(@Nullable String source) {
        return DeadLetters.read(cluster.clientProperties(), topics, source);
    }

    /** The latest changes that people made, oldest first. */
    public List<AuditEntry> audit(int most) {
        return AuditTrail.read(cluster.clientProperties(), topics, most);
    }

    /** Ticks, and returns when everything learnt before has reached the scores. */
    public Instant settle() {
        Instant now = ticker.tick();
        await(
                "a tick to come through",
                () -> queries.now().filter(reached -> !reached.isBefore(now)).isPresent());
        return now;
    }

    private void await(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (reached.getAsBoolean()) {
                    return;
                }
            } catch (NotReadyException e) {
                log.debug("waiting for {}: {}", what, e.getMessage());
            }
            Throwable stopped = streams.failure();
            if (stopped != null) {
                throw new IllegalStateException("the topology has stopped: " + stopped.getMessage(), stopped);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception e) { // closing goes on: the lock must be given up whatever else fails
                log.warn("{} did not close: {}", resource.getClass().getSimpleName(), e.getMessage(), e);
            }
        }
    }
}
