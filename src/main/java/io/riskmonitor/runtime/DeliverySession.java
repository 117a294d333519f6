package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.notify.Outbox;
import io.riskmonitor.topic.MonitorTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The outbox at work, from the rebuilding of its memory until it is stopped or the cluster fails it. For one thread. */
final class DeliverySession implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Slow channels must not keep the thread from polling for longer than the group's patience. */
    private static final Duration MOST_SENDING = Duration.ofSeconds(20);
    /** Each decision is a transaction: in a flood the first message must not wait for all of them. */
    private static final int MOST_DECISIONS = 20;

    private final MonitorTopics topics;
    private final Outbox outbox;
    private final UnreadableRecords unreadable;
    private final Consumer<String, Alert> alerts;
    private final AlertArchive archive;
    private final DeliveryLog deliveries;
    private int partitions;

    DeliverySession(
            Map<String, Object> clientProperties,
            String instance,
            MonitorTopics topics,
            Outbox outbox,
            UnreadableRecords unreadable) {
        this.topics = topics;
        this.outbox = outbox;
        this.unreadable = unreadable;
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, AlertDelivery.GROUP);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_DECISIONS);
        this.alerts = new KafkaConsumer<>(
                properties, new StringDeserializer(), topics.alerts().values().deserializer());
        this.archive = new AlertArchive(clientProperties, topics.alerts(), unreadable);
        this.deliveries = new DeliveryLog(clientProperties, instance, topics.deliveries(), outbox::apply, unreadable);
    }

    void run(BooleanSupplier isStopped) {
        deliveries.open();
        partitions = alerts.partitionsFor(topics.alerts().name()).size();
        alerts.subscribe(List.of(topics.alerts().name()));
        while (!isStopped.getAsBoolean()) {
            deliveries.follow();
            decide();
            send(isStopped);
        }
    }

    private void decide() {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        for (ConsumerRecord<String, Alert> record : unreadable.poll(alerts, POLL)) {
            passed.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
            List<Delivery> decisions = record.value() == null ? List.of() : outbox.decide(archive.keep(record));
            // The next decision has to know of this one.
            if (!decisions.isEmpty()) {
                deliveries.append(decisions, passed, alerts.groupMetadata());
                passed.clear();
            }
        }
        if (!passed.isEmpty()) {
            deliveries.append(List.of(), passed, alerts.groupMetadata());
        }
    }

    private void send(BooleanSupplier isStopped) {
        long deadline = System.nanoTime() + MOST_SENDING.toNanos();
        while (!isStopped.getAsBoolean() && System.nanoTime() < deadline) {
            List<Delivery> steps = outbox.attempt(this::isOurs, archive);
            if (steps.isEmpty()) {
                return;
            }
            deliveries.append(steps);
        }
    }

    /** Singles go with their alert's partition; a bundle, whose alerts lie in several, with one that its key chooses. */
    private boolean isOurs(Delivery delivery) {
        int partition = delivery.step() == Delivery.Step.BUNDLED
                ? Math.floorMod(delivery.messageKey().hashCode(), partitions)
                : delivery.partition();
        return alerts.assignment().contains(new TopicPartition(topics.alerts().name(), partition));
    }

    @Override
    public void close() {
        try (alerts;
                archive) {
            deliveries.close();
        }
    }
}
