package io.riskmonitor.runtime;

import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The scores of a run as they are committed: each reading goes on where the last one ended. */
public final class ScoreTail {
    private final Map<String, Object> properties;
    private final List<Topic<String, RiskScore>> topics;
    private final UnreadableRecords unreadable = new UnreadableRecords();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Takes scores, those of a subject in order. */
    public interface Scores extends Consumer<RiskScore> {}

    ScoreTail(Map<String, Object> clientProperties, List<Topic<String, RiskScore>> topics) {
        this.properties = Map.copyOf(clientProperties);
        this.topics = topics;
    }

    /** @return whether it is still the same log; if not, nothing is told any more */
    public boolean read(Scores each) {
        try (CommittedLog<RiskScore> log = new CommittedLog<>(properties, topics.get(0), unreadable)) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> log.partitions(topic).stream())
                    .toList();
            log.from(partitions, positions);
            if (log.ends().entrySet().stream()
                    .anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) > end.getValue())) {
                return false;
            }
            log.readOn(record -> {
                if (record.value() != null) {
                    each.accept(record.value());
                }
            });
            partitions.forEach(partition -> positions.put(partition, log.position(partition)));
            return true;
        }
    }
}
