package io.riskmonitor.runtime;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The record of changes. */
final class AuditTrail {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private AuditTrail() {}

    /** Adds an entry to the transaction that makes the change; a failure surfaces in its commit. */
    static void append(Producer<String, byte[]> producer, MonitorTopics topics, AuditEntry entry) {
        Topic<String, AuditEntry> topic = topics.audit();
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                topic.name(), entry.who(), topic.values().serializer().serialize(topic.name(), entry)));
    }

    /** The latest entries, oldest first; one that cannot be read is passed over with a line in the log. */
    static List<AuditEntry> read(Map<String, Object> clientProperties, MonitorTopics topics, int most) {
        Topic<String, AuditEntry> topic = topics.audit();
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Deque<AuditEntry> latest = new ArrayDeque<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> {
                    try {
                        latest.add(topic.values().deserializer().deserialize(topic.name(), record.value()));
                    } catch (KafkaException e) {
                        log.warn("audit record {}@{} passed over: {}", record.topic(), record.offset(), e.getMessage());
                    }
                    if (latest.size() > most) {
                        latest.remove();
                    }
                });
            }
        }
        return List.copyOf(latest);
    }
}
