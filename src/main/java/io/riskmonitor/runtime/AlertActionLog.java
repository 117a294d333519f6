package io.riskmonitor.runtime;

import io.riskmonitor.access.Change;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topology.AlertPartitioner;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what people do with alerts, each with its audit entry in one transaction. Actions are few: each has a producer. */
final class AlertActionLog {
    private static final String TRANSACTIONS = "mali-risk-alert-actions-";

    private final Map<String, Object> properties;
    private final MonitorTopics topics;
    private final Clock wallClock;

    /** @param instance no other one may write under its name */
    AlertActionLog(Map<String, Object> clientProperties, String instance, MonitorTopics topics, Clock wallClock) {
        this.properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS + instance);
        this.topics = topics;
        this.wallClock = wallClock;
    }

    /** Returns where the action stands once it is committed. */
    synchronized Map<TopicPartition, Long> append(AlertAction action, Change change) {
        Topic<String, AlertAction> topic = topics.alertActions();
        String key = action.alertId().toString();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            int partitions = producer.partitionsFor(topic.name()).size();
            Future<RecordMetadata> written = producer.send(new ProducerRecord<>(
                    topic.name(),
                    AlertPartitioner.partition(action.alertId(), partitions),
                    action.at().toEpochMilli(),
                    key,
                    topic.values().serializer().serialize(topic.name(), action)));
            AuditTrail.append(
                    producer, topics, change.made(wallClock.instant().truncatedTo(ChronoUnit.MILLIS), List.of(key), 1));
            producer.commitTransaction();
            RecordMetadata place = written.get();
            return Map.of(new TopicPartition(place.topic(), place.partition()), place.offset());
        } catch (ExecutionException e) {
            throw new KafkaException("the action on " + key + " was not written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing an action on " + key, e);
        }
    }
}
