package io.riskmonitor.runtime;

import io.riskmonitor.alert.Delivery;
import io.riskmonitor.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The steps of all deliveries, of this instance and the others. What is appended takes effect by being read again, in the
 * same order for everybody. For one thread.
 */
final class DeliveryLog implements AutoCloseable {
    private static final String TRANSACTIONS = "mali-risk-deliveries-";
    /** An instance that died in the middle keeps the others waiting no longer than this. */
    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Topic<String, Delivery> topic;
    private final Consumer<String, Delivery> consumer;
    private final Producer<String, Delivery> producer;
    private final java.util.function.Consumer<Delivery> each;
    private final UnreadableRecords unreadable;

    /** @param each is told of every step, those of one alert and recipient in their order */
    DeliveryLog(
            Map<String, Object> clientProperties,
            String instance,
            Topic<String, Delivery> topic,
            java.util.function.Consumer<Delivery> each,
            UnreadableRecords unreadable) {
        this.topic = topic;
        this.unreadable = unreadable;
        this.each = each;
        Map<String, Object> reading = new HashMap<>(clientProperties);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(
                reading, new StringDeserializer(), topic.values().deserializer());
        Map<String, Object> writing = new HashMap<>(clientProperties);
        writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS + instance);
        writing.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        this.producer = new KafkaProducer<>(
                writing, new StringSerializer(), topic.values().serializer());
    }

    /** Returns when all is known that had been written before. */
    void open() {
        producer.initTransactions();
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        readTo(consumer.endOffsets(partitions));
    }

    /** Takes in what others have written; does not wait for any. */
    void follow() {
        read(Duration.ZERO);
    }

    /** Writes steps; returns when they have taken effect. */
    void append(List<Delivery> steps) {
        producer.beginTransaction();
        commit(steps);
    }

    /**
     * Writes decisions and how far the alerts have been read in one transaction, so that no alert is decided on twice and none
     * is passed over.
     */
    void append(List<Delivery> steps, Map<TopicPartition, OffsetAndMetadata> read, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(read, group);
        commit(steps);
    }

    private void commit(List<Delivery> steps) {
        List<Future<RecordMetadata>> sent = steps.stream()
                .map(step -> producer.send(new ProducerRecord<>(topic.name(), step.key(), step)))
                .toList();
        producer.commitTransaction();
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            for (Future<RecordMetadata> future : sent) {
                RecordMetadata written = future.get();
                ends.merge(new TopicPartition(written.topic(), written.partition()), written.offset() + 1, Math::max);
            }
        } catch (ExecutionException e) {
            throw new KafkaException("a step of a delivery was not written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing a step of a delivery", e);
        }
        readTo(ends);
    }

    private void readTo(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("deliveries could not be read for " + PATIENCE.toSeconds() + " s");
            }
            read(POLL);
        }
    }

    private void read(Duration patience) {
        unreadable.poll(consumer, patience).forEach(record -> {
            if (record.value() != null) {
                each.accept(record.value());
            }
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
