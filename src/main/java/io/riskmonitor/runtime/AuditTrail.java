package io.riskmonitor.runtime;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The record of changes. */
final class AuditTrail {
    private AuditTrail() {}

    /** Adds an entry to the transaction that makes the change; a failure surfaces in its commit. */
    static void append(Producer<String, byte[]> producer, MonitorTopics topics, AuditEntry entry) {
        Topic<String, AuditEntry> topic = topics.audit();
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                topic.name(), entry.who(), topic.values().serializer().serialize(topic.name(), entry)));
    }

    /** The latest entries, oldest first; one that cannot be read is passed over with a line in the log. */
    static List<AuditEntry> read(
            Map<String, Object> clientProperties, MonitorTopics topics, int most, UnreadableRecords unreadable) {
        Deque<AuditEntry> latest = new ArrayDeque<>();
        new TopicScan<>(clientProperties, topics.audit(), unreadable).forEach(entry -> {
            latest.add(entry);
            if (latest.size() > most) {
                latest.remove();
            }
        });
        return List.copyOf(latest);
    }
}
