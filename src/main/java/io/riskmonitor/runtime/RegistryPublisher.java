package io.riskmonitor.runtime;

import io.riskmonitor.access.Change;
import io.riskmonitor.registry.Project;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.RecordedByHeader;
import io.riskmonitor.topic.Topic;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Brings the projects topic in line with a registry: what is new or changed is put, what is gone removed, or nothing is. */
final class RegistryPublisher implements AutoCloseable {
    private static final String TRANSACTIONS = "mali-risk-registry-";

    private final Producer<String, byte[]> producer;
    private final Topic<String, Project> topic;
    private final MonitorTopics topics;
    private final Clock wallClock;

    /** @param instance no other one may write under its name; instances that start together all publish, none ends another's work */
    RegistryPublisher(Map<String, Object> clientProperties, String instance, MonitorTopics topics, Clock wallClock) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS + instance);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.topic = topics.projects();
        this.topics = topics;
        this.wallClock = wallClock;
        producer.initTransactions();
    }

    /**
     * Publishes a whole registry.
     *
     * @param standing what the topic holds
     * @param change whose change it is, for the audit trail
     * @param recordedBy who says so; it goes with every record that is written
     */
    LiveRegistry.Changes publish(List<Project> registry, List<Project> standing, String recordedBy, Change change) {
        Map<String, Project> before = standing.stream().collect(Collectors.toMap(Project::id, p -> p));
        List<String> put = new ArrayList<>();
        Set<String> removed = new TreeSet<>(before.keySet());
        producer.beginTransaction();
        for (Project project : registry) {
            removed.remove(project.id());
            if (!project.equals(before.get(project.id()))) {
                send(project.id(), topic.values().serializer().serialize(topic.name(), project), recordedBy);
                put.add(project.id());
            }
        }
        removed.forEach(id -> send(id, null, recordedBy));
        List<String> touched = Stream.concat(put.stream(), removed.stream()).toList();
        if (!touched.isEmpty()) {
            AuditTrail.append(
                    producer,
                    topics,
                    change.made(wallClock.instant().truncatedTo(ChronoUnit.MILLIS), touched, touched.size()));
        }
        producer.commitTransaction();
        return new LiveRegistry.Changes(put, List.copyOf(removed));
    }

    @SuppressWarnings("NullAway") // a null value is a tombstone; Kafka's records are not annotated
    private void send(String id, byte @Nullable [] value, String recordedBy) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), id, value);
        RecordedByHeader.stamp(record.headers(), recordedBy);
        // A failed send surfaces in commitTransaction.
        Future<RecordMetadata> unused = producer.send(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
