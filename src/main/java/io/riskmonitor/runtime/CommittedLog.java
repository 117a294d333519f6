package io.riskmonitor.runtime;

import io.riskmonitor.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is committed of topics, read without a group: where it is read from is said by whoever reads. What cannot be read is
 * passed over, counted and logged. Each call reads to where the log ends as the call begins. For one thread.
 *
 * @param <V> what the topics hold
 */
final class CommittedLog<V> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, V> consumer;
    private final UnreadableRecords unreadable;

    CommittedLog(Map<String, Object> clientProperties, Topic<String, V> topic, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Retention may have taken what was to be read next.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), topic.values().deserializer());
    }

    List<TopicPartition> partitions(Topic<String, V> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Reads these from their beginning on. */
    void fromTheBeginning(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads these on from where it is said; one without a place from its beginning. */
    void from(Collection<TopicPartition> partitions, Map<TopicPartition, Long> places) {
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, places.getOrDefault(partition, 0L)));
    }

    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment());
    }

    /** What would be read next. */
    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** Those of a partition come in order, tombstones too. */
    void readOn(Consumer<ConsumerRecord<String, V>> each) {
        first(record -> {
            each.accept(record);
            return Optional.empty();
        });
    }

    /** Reads until something is made of a record; empty if the end comes before that. */
    <T> Optional<T> first(Function<ConsumerRecord<String, V>, Optional<T>> made) {
        Map<TopicPartition, Long> ends = ends();
        while (ends.entrySet().stream().anyMatch(end -> position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, V> record : unreadable.poll(consumer, POLL)) {
                Optional<T> wanted = made.apply(record);
                if (wanted.isPresent()) {
                    return wanted;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
