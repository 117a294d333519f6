package io.riskmonitor.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What would have to change on a cluster for it to hold the topics as declared, and what must not be done because it would
 * lose data.
 */
public record TopicPlan(List<Step> steps) {
    /** A topic as the cluster has it. */
    public record Existing(int partitions, Map<String, String> settings, boolean empty) {}

    /** One topic's part of the plan. */
    public sealed interface Step {
        String topic();

        /** For people. */
        String text();
    }

    /** The topic is not there yet. */
    public record Create(TopicSpec spec) implements Step {
        @Override
        public String topic() {
            return spec.name();
        }

        @Override
        public String text() {
            return "create    " + spec.name() + " (" + spec.partitions() + " partitions, " + spec.settings() + ")";
        }
    }

    /** Settings differ and can be brought in line. */
    public record Configure(String topic, Map<String, String> settings, Map<String, String> before) implements Step {
        @Override
        public String text() {
            return "configure " + topic + " " + before + " -> " + settings;
        }
    }

    /** An empty topic gets more partitions. */
    public record Widen(String topic, int before, int partitions) implements Step {
        @Override
        public String text() {
            return "widen     " + topic + " " + before + " -> " + partitions + " partitions (it is empty)";
        }
    }

    /** The cluster has it as declared. */
    public record Keep(String topic) implements Step {
        @Override
        public String text() {
            return "keep      " + topic;
        }
    }

    /** What is declared cannot be reached without loss. */
    public record Refuse(String topic, String reason) implements Step {
        @Override
        public String text() {
            return "REFUSE    " + topic + ": " + reason;
        }
    }

    public TopicPlan {
        steps = List.copyOf(steps);
    }

    /** @param existing the cluster's topics by name; others than the declared ones are left alone */
    public static TopicPlan between(Collection<TopicSpec> declared, Map<String, Existing> existing) {
        List<Step> steps = new ArrayList<>();
        for (TopicSpec spec : declared) {
            Existing topic = existing.get(spec.name());
            if (topic == null) {
                steps.add(new Create(spec));
            } else {
                change(spec, topic, steps);
            }
        }
        return new TopicPlan(steps);
    }

    public List<Refuse> refusals() {
        return steps.stream()
                .filter(Refuse.class::isInstance)
                .map(Refuse.class::cast)
                .toList();
    }

    public boolean changesNothing() {
        return steps.stream().allMatch(Keep.class::isInstance);
    }

    private static void change(TopicSpec spec, Existing topic, List<Step> steps) {
        String refusal = topic.empty() ? null : loss(spec, topic);
        if (spec.partitions() < topic.partitions()) {
            refusal = "it has " + topic.partitions() + " partitions, and Kafka takes none away; declare a new topic";
        }
        if (refusal != null) {
            steps.add(new Refuse(spec.name(), refusal));
            return;
        }
        int before = steps.size();
        if (spec.partitions() > topic.partitions()) {
            steps.add(new Widen(spec.name(), topic.partitions(), spec.partitions()));
        }
        Map<String, String> wanted = new TreeMap<>();
        Map<String, String> had = new TreeMap<>();
        spec.settings().forEach((name, value) -> {
            String now = topic.settings().get(name);
            if (!value.equals(now)) {
                wanted.put(name, value);
                had.put(name, now == null ? "(default)" : now);
            }
        });
        if (!wanted.isEmpty()) {
            steps.add(new Configure(spec.name(), wanted, had));
        }
        if (steps.size() == before) {
            steps.add(new Keep(spec.name()));
        }
    }

    /** Why the change would lose or misplace records of a topic that has some; null if it would not. */
    private static @Nullable String loss(TopicSpec spec, Existing topic) {
        if (spec.partitions() > topic.partitions()) {
            return "with " + spec.partitions() + " partitions instead of " + topic.partitions()
                    + " its keys would move to other partitions, away from their history; declare a new topic";
        }
        String cleanup = topic.settings().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        if (!cleanup.contains("compact") && spec.cleanup().contains("compact")) {
            return "compaction would remove all but the latest record of each key; declare a new topic";
        }
        if (!cleanup.contains("delete") && spec.cleanup().contains("delete") && spec.retention() != null) {
            return "deletion would remove what compaction has kept; declare a new topic";
        }
        long keptMillis = millis(topic.settings().getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        long wantedMillis = millis(spec.settings().getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        if (spec.cleanup().contains("delete") && wantedMillis < keptMillis) {
            return "records kept for " + days(keptMillis) + " would be removed after " + days(wantedMillis)
                    + "; declare a new topic, or shorten the retention by hand";
        }
        return null;
    }

    private static long millis(String setting) {
        long millis = Long.parseLong(setting);
        return millis < 0 ? Long.MAX_VALUE : millis;
    }

    private static String days(long millis) {
        return millis == Long.MAX_VALUE ? "ever" : millis / 86_400_000L + " days";
    }
}
