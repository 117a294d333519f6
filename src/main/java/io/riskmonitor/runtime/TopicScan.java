package io.riskmonitor.runtime;

import io.riskmonitor.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is committed of a topic, from its beginning to where it ends at the start. What cannot be read is passed over
 * with a line in the log.
 */
final class TopicScan<V> {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> properties;
    private final Topic<String, V> topic;

    TopicScan(Map<String, Object> clientProperties, Topic<String, V> topic) {
        this.properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.topic = topic;
    }

    /** Told of each value, those of a partition in order. */
    void forEach(Consumer<V> each) {
        forEachRecord(record -> {
            if (record.value() != null) {
                each.accept(record.value());
            }
        });
    }

    /** Told of each record, tombstones too, those of a partition in order. */
    void forEachRecord(Consumer<ConsumerRecord<String, V>> each) {
        read(count -> IntStream.range(0, count).boxed().toList(), each);
    }

    /**
     * The same of one key alone.
     *
     * @param partition tells the key's from the number of partitions
     */
    void forEach(String key, IntUnaryOperator partition, Consumer<V> each) {
        read(count -> List.of(partition.applyAsInt(count)), record -> {
            if (key.equals(record.key()) && record.value() != null) {
                each.accept(record.value());
            }
        });
    }

    private void read(IntFunction<List<Integer>> wanted, Consumer<ConsumerRecord<String, V>> each) {
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), topic.values().deserializer())) {
            List<TopicPartition> partitions = wanted
                    .apply(consumer.partitionsFor(topic.name()).size())
                    .stream()
                    .map(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                PoisonTolerance.poll(consumer, POLL).forEach(each);
            }
        }
    }
}
