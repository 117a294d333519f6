package io.riskmonitor.runtime;

import io.riskmonitor.access.Change;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topology.AlertPartitioner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/**
 * Writes what people do with alerts, each with its audit entry in one transaction. One producer is kept from the first
 * action on; after a failure the next action has a new one, which ends what the old one left open.
 */
final class AlertActionLog implements AutoCloseable {
    private static final String TRANSACTIONS = "mali-risk-alert-actions-";
    /** Brokers forget a transactional id that has not been used for a week (transactional.id.expiration.ms). */
    private static final Duration MOST_IDLE = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> properties;
    private final MonitorTopics topics;
    private final Clock wallClock;
    private @Nullable Producer<String, byte[]> producer;
    private Instant lastUsed = Instant.EPOCH;

    /** @param instance no other one may write under its name */
    AlertActionLog(Map<String, Object> clientProperties, String instance, MonitorTopics topics, Clock wallClock) {
        this.properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS + instance);
        this.topics = topics;
        this.wallClock = wallClock;
    }

    /** Returns where the action stands once it is committed. */
    synchronized Map<TopicPartition, Long> append(AlertAction action, Change change) {
        try {
            return append(producer(), action, change);
        } catch (ExecutionException e) {
            close();
            throw new KafkaException("the action on " + action.alertId() + " was not written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing an action on " + action.alertId(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<TopicPartition, Long> append(Producer<String, byte[]> open, AlertAction action, Change change)
            throws ExecutionException, InterruptedException {
        Topic<String, AlertAction> topic = topics.alertActions();
        String key = action.alertId().toString();
        open.beginTransaction();
        int partitions = open.partitionsFor(topic.name()).size();
        Future<RecordMetadata> written = open.send(new ProducerRecord<>(
                topic.name(),
                AlertPartitioner.partition(action.alertId(), partitions),
                action.at().toEpochMilli(),
                key,
                topic.values().serializer().serialize(topic.name(), action)));
        AuditTrail.append(
                open, topics, change.made(wallClock.instant().truncatedTo(ChronoUnit.MILLIS), List.of(key), 1));
        open.commitTransaction();
        RecordMetadata place = written.get();
        return Map.of(new TopicPartition(place.topic(), place.partition()), place.offset());
    }

    private Producer<String, byte[]> producer() {
        Instant now = wallClock.instant();
        if (lastUsed.plus(MOST_IDLE).isBefore(now)) {
            close();
        }
        lastUsed = now;
        Producer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    @Override
    public synchronized void close() {
        Producer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(PATIENCE);
        }
    }
}
