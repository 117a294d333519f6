package io.riskmonitor.runtime;

import io.riskmonitor.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what is committed of a topic, from its beginning to where it ends at the start. What cannot be read is passed over
 * with a line in the log.
 */
final class TopicScan<V> {
    private final Map<String, Object> properties;
    private final Topic<String, V> topic;
    private final UnreadableRecords unreadable;

    TopicScan(Map<String, Object> clientProperties, Topic<String, V> topic, UnreadableRecords unreadable) {
        this.properties = Map.copyOf(clientProperties);
        this.topic = topic;
        this.unreadable = unreadable;
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
        read(partitions -> partitions, each);
    }

    /**
     * The same of one key alone.
     *
     * @param partition tells the key's from the number of partitions
     */
    void forEach(String key, IntUnaryOperator partition, Consumer<V> each) {
        read(partitions -> List.of(partitions.get(partition.applyAsInt(partitions.size()))), record -> {
            if (key.equals(record.key()) && record.value() != null) {
                each.accept(record.value());
            }
        });
    }

    private void read(UnaryOperator<List<TopicPartition>> wanted, Consumer<ConsumerRecord<String, V>> each) {
        try (CommittedLog<V> log = new CommittedLog<>(properties, topic, unreadable)) {
            log.fromTheBeginning(wanted.apply(log.partitions(topic)));
            log.readOn(each);
        }
    }
}
