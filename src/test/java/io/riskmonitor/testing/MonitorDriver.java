package io.riskmonitor.testing;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.config.AlertRulesFile;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.query.StateStores;
import io.riskmonitor.registry.Interests;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.runtime.BoundedRocksDb;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topology.Cadence;
import io.riskmonitor.topology.MonitorTopology;
import io.riskmonitor.topology.ProjectDirectory;
import io.riskmonitor.topology.StoreNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The real topology with its real serdes and stores, driven record by record, without a broker. */
public final class MonitorDriver implements AutoCloseable {
    private static final MonitorTopics TOPICS = TestTopics.streamTopics();

    private final Path stateDirectory;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, @Nullable Revision> revisions;
    private final TestInputTopic<String, @Nullable Project> projects;
    private final TestInputTopic<String, Tick> ticks;
    private final TestInputTopic<String, AlertAction> actions;

    public MonitorDriver() {
        this(Models.plain());
    }

    public MonitorDriver(RiskModel model) {
        this(model, AlertRulesFile.builtIn());
    }

    public MonitorDriver(RiskModel model, AlertRules rules) {
        this(model, rules, 1);
    }

    private MonitorDriver(RiskModel model, AlertRules rules, int partitions) {
        try {
            stateDirectory = Files.createTempDirectory("monitor-driver");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "monitor-driver");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver = new TopologyTestDriver(
                MonitorTopology.build(
                        new MonitorTopology.Parts(
                                TOPICS,
                                model,
                                new BoxRegions(),
                                "test",
                                partitions,
                                rules,
                                new Interests(rules.firms(), List.of()),
                                Cadence.LIVE),
                        new ProjectDirectory()),
                config);
        revisions = input(
                TOPICS.reportRevisions(), TOPICS.reportRevisions().values().serializer());
        projects = input(TOPICS.projects(), TOPICS.projects().values().serializer());
        ticks = input(TOPICS.ticks(), TOPICS.ticks().values().serializer());
        actions = input(TOPICS.alertActions(), TOPICS.alertActions().values().serializer());
    }

    /** One of several instances: it runs the first of so many partitions. */
    public static MonitorDriver ofFirstPartition(int partitions) {
        return new MonitorDriver(Models.plain(), AlertRulesFile.builtIn(), partitions);
    }

    private <V extends @Nullable Object> TestInputTopic<String, V> input(Topic<String, ?> topic, Serializer<V> values) {
        return driver.createInputTopic(topic.name(), topic.keys().serializer(), values);
    }

    /** Appends a revision as of the moment it was learnt. */
    public MonitorDriver learn(Revision revision) {
        revisions.pipeInput(revision.id().toString(), revision, revision.recordedAt());
        return this;
    }

    /** Appends what no source writes: a null where a revision belongs. */
    public MonitorDriver learnTombstone(String id, Instant at) {
        revisions.pipeInput(id, null, at);
        return this;
    }

    public MonitorDriver learn(List<Revision> log) {
        log.forEach(this::learn);
        return this;
    }

    /** It is now that time. */
    public MonitorDriver tick(Instant at) {
        ticks.pipeInput("0", new Tick(at, 0, 1), at);
        return this;
    }

    /** Lets what goes in steps take so many, if it has that many left. */
    public MonitorDriver step(int steps) {
        for (int i = 0; i < steps; i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        return this;
    }

    public MonitorDriver register(Project project) {
        projects.pipeInput(project.id(), project);
        return this;
    }

    public MonitorDriver register(List<Project> registry) {
        registry.forEach(this::register);
        return this;
    }

    public MonitorDriver unregister(String projectId) {
        projects.pipeInput(projectId, null);
        return this;
    }

    /** The stores, as queries read them. */
    public StateStores stores() {
        return new StateStores() {
            @Override
            public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
                return driver.getKeyValueStore(name);
            }
        };
    }

    /** The state of every subject, to the last bit. */
    public Map<String, HazardState> hazards() {
        return all(StoreNames.HAZARDS);
    }

    /** By {@code subject|incident}. */
    public Map<String, Contribution> contributions() {
        return all(StoreNames.CONTRIBUTIONS);
    }

    /** The scores last published, by {@code region/ID} and {@code project/ID}. */
    public Map<String, RiskScore> scores() {
        return all(StoreNames.PUBLISHED_SCORES);
    }

    /** What the incidents topic has got since this was last asked. */
    public List<KeyValue<String, @Nullable Incident>> newIncidents() {
        return output(TOPICS.incidents()).readKeyValuesToList();
    }

    /** What the region-risk topic has got since this was last asked. */
    public List<KeyValue<String, @Nullable RiskScore>> newRegionScores() {
        return output(TOPICS.regionRisk()).readKeyValuesToList();
    }

    /** What the project-risk topic has got since this was last asked. */
    public List<KeyValue<String, @Nullable RiskScore>> newProjectScores() {
        return output(TOPICS.projectRisk()).readKeyValuesToList();
    }

    /** Appends a record of an earlier log to an input topic; what other topics hold the topology writes itself. */
    public MonitorDriver append(String topic, String key, @Nullable Object value) {
        if (value instanceof Revision revision) {
            return learn(revision);
        }
        if (value instanceof Tick tick) {
            return tick(tick.at());
        }
        if (topic.equals(TOPICS.projects().name())) {
            return value == null ? unregister(key) : register((Project) value);
        }
        return this;
    }

    /** What a topic has got since this was last asked. */
    public <V> List<KeyValue<String, V>> written(Topic<String, V> topic) {
        return output(topic).readKeyValuesToList();
    }

    /** Says what a person does with an alert. */
    public MonitorDriver act(AlertAction action) {
        actions.pipeInput(action.alertId().toString(), action, action.at());
        return this;
    }

    /** The latest alert of every condition, by id. */
    public Map<String, Alert> alerts() {
        Map<String, Alert> byId = new TreeMap<>();
        this.<Alert>all(StoreNames.ALERTS)
                .values()
                .forEach(alert -> byId.put(alert.id().toString(), alert));
        return byId;
    }

    /** What the alerts topic has got since this was last asked. */
    public List<Alert> newAlerts() {
        return output(TOPICS.alerts()).readValuesToList();
    }

    /** All entries of a store. */
    public <V> Map<String, V> all(String store) {
        KeyValueStore<String, V> entries = driver.getKeyValueStore(store);
        Map<String, V> all = new TreeMap<>();
        try (KeyValueIterator<String, V> iterator = entries.all()) {
            iterator.forEachRemaining(entry -> all.put(entry.key, entry.value));
        }
        return all;
    }

    private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
