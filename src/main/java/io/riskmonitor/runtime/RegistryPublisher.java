package io.riskmonitor.runtime;

import io.riskmonitor.registry.Project;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Brings the projects topic in line with a registry file: what is new or changed is put, what is gone removed. */
final class RegistryPublisher implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Topic<String, Project> topic;

    /** What a publication changed, by project id. */
    record Changes(List<String> put, List<String> removed) {}

    RegistryPublisher(Map<String, Object> clientProperties, MonitorTopics topics) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "mali-risk-registry");
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.topic = topics.projects();
        producer.initTransactions();
    }

    /**
     * Publishes a whole registry.
     *
     * @param standing what the topic holds
     */
    Changes publish(List<Project> registry, List<Project> standing) {
        Map<String, Project> before = standing.stream().collect(Collectors.toMap(Project::id, p -> p));
        List<String> put = new ArrayList<>();
        Set<String> removed = new TreeSet<>(before.keySet());
        producer.beginTransaction();
        for (Project project : registry) {
            removed.remove(project.id());
            if (!project.equals(before.get(project.id()))) {
                send(project.id(), topic.values().serializer().serialize(topic.name(), project));
                put.add(project.id());
            }
        }
        removed.forEach(id -> send(id, null));
        producer.commitTransaction();
        return new Changes(put, List.copyOf(removed));
    }

    @SuppressWarnings("NullAway") // a null value is a tombstone; Kafka's records are not annotated
    private void send(String id, byte @Nullable [] value) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic.name(), id, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
