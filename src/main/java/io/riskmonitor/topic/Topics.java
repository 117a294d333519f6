package io.riskmonitor.topic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.serde.JsonSerde;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The topics of the monitor, from the files in {@code topics/}. Nothing else in the code says how a topic is kept.
 */
public final class Topics {
    private static final String FOLDER = "/io/riskmonitor/topics/";
    private static final List<String> NAMES = List.of(
            "report-revisions",
            "report-changes",
            "incidents",
            "projects",
            "contributions",
            "region-risk",
            "project-risk",
            "dead-letters",
            "ticks",
            "feed-cursors",
            "alerts",
            "alert-actions",
            "deliveries",
            "access-tokens",
            "audit");
    private static final ObjectReader READER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build()
            .readerFor(TopicYaml.class);

    private final String prefix;
    private final Map<String, TopicSpec> byName;

    private record TopicYaml(
            String name,
            String description,
            String key,
            String value,
            int partitions,
            @Nullable String coPartitionedWith,
            String cleanup,
            String retention,
            @Nullable Map<String, String> config) {
        TopicSpec spec() {
            Map<String, String> settings = new TreeMap<>(config == null ? Map.of() : config);
            // Brokers refuse a record that is more than an hour ahead of their clock. Of a machine whose clock is put
            // right
            // that would be all that it has learnt before, and what is made of it.
            settings.putIfAbsent(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
            return new TopicSpec(
                    name,
                    description.strip(),
                    key,
                    value,
                    partitions,
                    coPartitionedWith,
                    cleanup,
                    retention.equals("forever") ? null : Duration.parse(retention),
                    settings);
        }
    }

    private Topics(String prefix, Map<String, TopicSpec> byName) {
        this.prefix = prefix;
        this.byName = byName;
    }

    /** @throws IllegalStateException if a file is missing, unreadable or contradicts another */
    public static Topics load() {
        return load("");
    }

    /** The same topics in a namespace of their own. */
    public static Topics load(String prefix) {
        Map<String, TopicSpec> specs = new TreeMap<>();
        for (String name : NAMES) {
            TopicSpec spec = read(name);
            String partner = spec.coPartitionedWith();
            specs.put(name, spec.named(prefix + name, partner == null ? null : prefix + partner));
        }
        for (TopicSpec spec : specs.values()) {
            String partner = spec.coPartitionedWith();
            if (partner != null) {
                TopicSpec other = specs.get(partner.substring(prefix.length()));
                if (other == null || other.partitions() != spec.partitions()) {
                    throw new IllegalStateException("topic " + spec.name() + " has " + spec.partitions()
                            + " partitions, not as many as " + partner);
                }
            }
        }
        return new Topics(prefix, specs);
    }

    /**
     * The same topics in a replay's namespace, kept whole for as long as the run is.
     *
     * @param partitions of each that has more than one as declared
     */
    public Topics ofRun(String runPrefix, int partitions) {
        Map<String, TopicSpec> specs = new TreeMap<>();
        byName.forEach((name, spec) -> {
            String partner = spec.coPartitionedWith();
            specs.put(
                    name,
                    spec.ofRun(
                            runPrefix + name,
                            partner == null ? null : runPrefix + partner.substring(prefix.length()),
                            partitions));
        });
        return new Topics(runPrefix, specs);
    }

    /** The same topics, with so many partitions where they have more than one. */
    public Topics spread(int partitions) {
        Map<String, TopicSpec> specs = new TreeMap<>();
        byName.forEach((name, spec) -> specs.put(name, spec.spread(partitions)));
        return new Topics(prefix, specs);
    }

    private static TopicSpec read(String name) {
        String file = name + ".yaml";
        try (InputStream in = Topics.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("topics/" + file + " is missing");
            }
            TopicYaml yaml = READER.readValue(in);
            if (!yaml.name().equals(name)) {
                throw new IllegalStateException("topics/" + file + " names topic " + yaml.name());
            }
            return yaml.spec();
        } catch (IOException e) {
            throw new UncheckedIOException("topics/" + file + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("topics/" + file + ": " + e.getMessage(), e);
        }
    }

    /** All topics, by name. */
    public List<TopicSpec> all() {
        return List.copyOf(byName.values());
    }

    public TopicSpec reportRevisions() {
        return spec("report-revisions");
    }

    public TopicSpec reportChanges() {
        return spec("report-changes");
    }

    public TopicSpec contributions() {
        return spec("contributions");
    }

    public TopicSpec ticks() {
        return spec("ticks");
    }

    /** The text of the JSON Schema of a topic's values. */
    public String schema(TopicSpec topic) {
        try (InputStream in = Topics.class.getResourceAsStream(FOLDER + topic.value())) {
            if (in == null) {
                throw new IllegalStateException("topics/" + topic.value() + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topics with the types of their keys and values. */
    public MonitorTopics typed() {
        return new MonitorTopics(
                typed("report-revisions", Revision.class),
                typed("report-changes", MatchInput.class),
                typed("incidents", Incident.class),
                typed("projects", Project.class),
                typed("contributions", HazardInput.class),
                typed("region-risk", RiskScore.class),
                typed("project-risk", RiskScore.class),
                typed("dead-letters", DeadLetter.class),
                typed("ticks", Tick.class),
                typed("feed-cursors", FeedCursor.class),
                typed("alerts", Alert.class),
                typed("alert-actions", AlertAction.class),
                typed("deliveries", Delivery.class),
                typed("access-tokens", AccessToken.class),
                typed("audit", AuditEntry.class));
    }

    public String prefix() {
        return prefix;
    }

    private <V> Topic<String, V> typed(String name, Class<V> value) {
        return new Topic<>(spec(name).name(), new KeySerde(), new JsonSerde<>(value));
    }

    private TopicSpec spec(String name) {
        TopicSpec spec = byName.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("no topic " + name);
        }
        return spec;
    }
}
