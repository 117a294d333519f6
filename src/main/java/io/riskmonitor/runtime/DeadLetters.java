package io.riskmonitor.runtime;

import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.MonitorTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the dead letters' topic from its beginning to its end. */
final class DeadLetters {
    private static final Duration POLL = Duration.ofMillis(500);

    private DeadLetters() {}

    /** @param source only those of a source, or null for all */
    static List<DeadLetter> read(Map<String, Object> clientProperties, MonitorTopics topics, @Nullable String source) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        List<DeadLetter> letters = new ArrayList<>();
        try (Consumer<String, DeadLetter> consumer = new KafkaConsumer<>(
                properties,
                new StringDeserializer(),
                topics.deadLetters().values().deserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(topics.deadLetters().name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                PoisonTolerance.poll(consumer, POLL).forEach(record -> {
                    if (source == null || source.equals(record.value().source())) {
                        letters.add(record.value());
                    }
                });
            }
        }
        return letters;
    }
}
