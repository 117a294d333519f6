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
import io.riskmonitor.notify.Composer;
import io.riskmonitor.notify.ProjectLookup;
import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.query.LocalReports;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.Topics;
import io.riskmonitor.topology.Cadence;
import io.riskmonitor.topology.StoreNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
    /** Reading a large state again takes its time; standing still for this long is a fault. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Opened opened = new Opened();

    /** By source: who may write. */
    private final Map<String, Lock> turns = new ConcurrentHashMap<>();

    private final UnreadableRecords unreadable = new UnreadableRecords();

    private final MonitorConfig config;
    private final World world;
    private final Clock wallClock;
    private final Clock clock;
    private final Cluster cluster;
    private final DiskRoom room;
    private final HostClock hostClock;
    private final MonitorTopics topics;
    private final StreamsRunner streams;
    private final TopologyProgress progress;
    private final TopologyWait wait;
    private final Ticker ticker;
    private final ScoreFeed scores;
    private final RiskQueries queries;
    private final LiveRegistry registry;
    private final ProjectLookup projects;
    private final LocalReports reports;
    private final Peers peers;
    private final IncidentQueries incidents;
    private final LiveAlerts alerts;
    private final TokenStore tokens;
    private final Admin admin;
    private final String instance;
    private @Nullable AlertDelivery delivery;

    private Monitor(MonitorConfig config, World world, Clock wallClock, Function<RiskQueries, Clock> time) {
        this.config = config;
        this.world = world;
        this.wallClock = wallClock;
        try {
            this.cluster = opened.add(Cluster.open(config));
            this.hostClock = opened.add(new HostClock(System::currentTimeMillis, System::nanoTime).start());
            this.room = opened.add(DiskRoom.watch(config.dataDir()));
            Map<String, Object> clients = cluster.clientProperties();
            this.admin = opened.add(Admin.create(clients));
            Topics declared = new TopicAdmin(admin).align(config.partitions());
            this.topics = declared.typed();
            if (cluster.isEmbedded()) {
                KafkaRevisionLog.endAbandoned(admin);
            }
            this.instance = InstanceId.of(config.dataDir());
            Path state = config.dataDir().resolve("state");
            this.streams = opened.add(new StreamsRunner(
                    WorldTopology.of(world, topics, declared.contributions().partitions(), Cadence.LIVE),
                    streamsProperties(clients, state),
                    CleanStop.begin(state.resolve(APPLICATION_ID))));
            this.progress = new TopologyProgress(admin, APPLICATION_ID, PATIENCE, streams::failure);
            this.wait = new TopologyWait(streams, () -> progress.left(declared), PATIENCE);
            this.queries = new RiskQueries(
                    streams, world.model(), world.regions(), world.rules().feeds());
            this.registry = new LiveRegistry(clients, instance, topics, queries, wait::until, wallClock);
            this.projects = new RememberedProjects(queries, world.registry());
            this.peers = new Peers(
                    streams,
                    store -> store.equals(StoreNames.MATCHED_REPORTS)
                            ? declared.reportChanges().partitions()
                            : declared.contributions().partitions(),
                    cluster.isEmbedded(),
                    config.peering());
            this.reports = new LocalReports(
                    streams, id -> peers.share(StoreNames.REPORTS).holds(id));
            this.incidents = new IncidentQueries(
                    streams,
                    world.regions(),
                    () -> peers.share(StoreNames.REPORTS).isAll());
            this.alerts = new LiveAlerts(
                    new AlertQueries(streams, world.regions()),
                    opened.add(new AlertActionLog(clients, instance, topics, wallClock)),
                    progress,
                    new TopicScan<>(clients, topics.alerts(), unreadable),
                    opened.add(new AlertBoard(clients, topics.alerts(), LiveAlerts.KEPT, unreadable)));
            this.tokens = opened.add(new TokenStore(clients, topics, wallClock, unreadable));
            this.scores = opened.add(new ScoreFeed(clients, topics, wallClock, unreadable));
            scores.start();
            streams.start();
            streams.awaitRunning(PATIENCE);
            this.clock = time.apply(queries);
            this.ticker =
                    opened.add(new Ticker(clients, topics, declared.ticks().partitions(), clock, room));
            registry.establish(world.registry(), config.registryFile() != null);
            settle();
            ticker.start(
                    config.tick(), () -> streams.partitionsAtWork(topics.ticks().name()));
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

    public Peers peers() {
        return peers;
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
     * @param publicAddress where readers reach the desk page; null if they do not, and then messages have no link
     * @throws IllegalStateException if it has been called before
     */
    public void deliver(Subscriptions subscriptions, @Nullable String publicAddress) {
        if (delivery != null) {
            throw new IllegalStateException("alerts are being delivered already");
        }
        subscriptions
                .vacant(world.rules().roles())
                .forEach(role -> log.warn("nobody subscribes as {}: alerts passed on to that role reach no one", role));
        delivery = opened.add(new AlertDelivery(
                cluster.clientProperties(),
                instance,
                topics,
                subscriptions,
                alertReader(),
                new Composer(publicAddress),
                clock,
                unreadable));
        delivery.start(admin);
    }

    /** Puts alerts into words, with the registry as it stands. */
    public AlertReader alertReader() {
        return new AlertReader(projects, world.regions(), world.rules().firms());
    }

    /** Projects by id, also those that are no longer watched. */
    public ProjectLookup projects() {
        return projects;
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

    /** Whether the machine's clock was set back so far that only another process can go on. */
    public boolean clockWentBack() {
        return hostClock.wentBack();
    }

    public boolean isRunning() {
        return streams.isRunning();
    }

    public MonitorConfig config() {
        return config;
    }

    /** What runs replays beside this monitor, on its cluster; to be closed by whoever asks for it. */
    public ReplayEngine replayEngine() {
        return ReplayEngine.beside(config, cluster);
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
        if (options.complete() && !peers.share(StoreNames.REPORTS).isAll()) {
            throw new IOException(
                    "what is missing from a complete release is known only to an instance that is alone on its"
                            + " cluster: stop the others, or leave out --complete");
        }
        Lock turn = turns.computeIfAbsent(adapter.source(), source -> new ReentrantLock());
        turn.lock();
        try (KafkaRevisionLog writer = new KafkaRevisionLog(
                cluster.clientProperties(), adapter.source(), topics, progress, wallClock, room, change)) {
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
        return DeadLetters.read(cluster.clientProperties(), topics, source, unreadable);
    }

    /** What could not be read of the topics since the start. */
    public UnreadableRecords unreadable() {
        return unreadable;
    }

    /** The latest changes that people made, oldest first. */
    public List<AuditEntry> audit(int most) {
        return AuditTrail.read(cluster.clientProperties(), topics, most, unreadable);
    }

    /** How much room the data has. */
    public DiskRoom room() {
        return room;
    }

    /** Ticks, and returns when everything learnt before has reached the scores. */
    public Instant settle() {
        Instant now = ticker.tick();
        wait.until(
                "a tick to come through",
                () -> queries.now().filter(reached -> !reached.isBefore(now)).isPresent() || ownsNothing());
        return now;
    }

    /** Whether other instances have all the scores, as where there are more instances than partitions. */
    public boolean ownsNothing() {
        return streams.isElsewhere(StoreNames.CLOCK);
    }

    private Map<String, Object> streamsProperties(Map<String, Object> clients, Path state) {
        Map<String, Object> properties = StreamsProperties.of(
                clients, APPLICATION_ID, instance, state, topics.deadLetters().name(), unreadable);
        return cluster.isEmbedded() ? properties : StreamsProperties.amongOthers(properties, config.peering());
    }

    @Override
    public void close() {
        opened.close();
    }
}
