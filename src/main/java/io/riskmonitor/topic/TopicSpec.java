package io.riskmonitor.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic as its file declares it.
 *
 * @param description why it is there and why it is kept as it is
 * @param key what its keys are, in words
 * @param value name of the JSON Schema file of its values
 * @param coPartitionedWith a topic that must have as many partitions; null if none
 * @param cleanup {@code compact}, {@code delete} or {@code compact,delete}
 * @param retention how long records are kept where cleanup deletes; null for ever
 * @param config further broker settings by Kafka's own names
 */
public record TopicSpec(
        String name,
        String description,
        String key,
        String value,
        int partitions,
        @Nullable String coPartitionedWith,
        String cleanup,
        @Nullable Duration retention,
        Map<String, String> config) {
    private static final Set<String> CLEANUPS = Set.of("compact", "delete", "compact,delete");
    private static final List<String> DECLARED_ELSEWHERE =
            List.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.RETENTION_MS_CONFIG);

    public TopicSpec {
        if (!name.matches("[a-z0-9.-]{1,200}")) {
            throw new IllegalArgumentException("topic name '" + name + "' is not of a-z, 0-9, . and -");
        }
        if (description.isBlank() || key.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException(name + ": description, key and value must be told");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(name + ": partitions " + partitions + " is not above 0");
        }
        if (!CLEANUPS.contains(cleanup)) {
            throw new IllegalArgumentException(name + ": cleanup '" + cleanup + "' is none of " + CLEANUPS);
        }
        if (DECLARED_ELSEWHERE.stream().anyMatch(config::containsKey)) {
            throw new IllegalArgumentException(
                    name + ": cleanup and retention have fields of their own and do not belong into config");
        }
        config = Map.copyOf(config);
    }

    /** All settings by Kafka's names, in order. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(config);
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention == null ? -1 : retention.toMillis()));
        return settings;
    }

    TopicSpec named(String other, @Nullable String coPartitioned) {
        return new TopicSpec(other, description, key, value, partitions, coPartitioned, cleanup, retention, config);
    }

    /** The same topic over so many partitions, if it is spread over several at all. */
    TopicSpec spread(int howMany) {
        return partitions == 1
                ? this
                : new TopicSpec(name, description, key, value, howMany, coPartitionedWith, cleanup, retention, config);
    }

    /**
     * The same topic for a replay: nothing is ever removed, whatever past moments its records bear, nor does simulated
     * time roll its segments. A topic of one partition is one because all of it has to meet, and stays so.
     */
    TopicSpec ofRun(String other, @Nullable String coPartitioned, int howMany) {
        return new TopicSpec(
                other,
                description,
                key,
                value,
                partitions == 1 ? 1 : howMany,
                coPartitioned,
                TopicConfig.CLEANUP_POLICY_DELETE,
                null,
                Map.of(
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Long.MAX_VALUE),
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        Long.toString(Long.MAX_VALUE)));
    }
}
