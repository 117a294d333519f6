package io.riskmonitor.runtime;

import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that cannot be read goes to the dead letters, in the same transaction that passes over it. The thread of the
 * global table has no transaction and no producer, so its dead letters are sent by one of their own.
 */
public final class PoisonRecordHandler implements DeserializationExceptionHandler {
    /** Name of the property that tells the dead letters' topic. */
    static final String DEAD_LETTER_TOPIC = "riskmonitor.dead.letter.topic";
    /** Name of the property that holds the {@link UnreadableRecords} themselves. */
    static final String UNREADABLE = "riskmonitor.unreadable.records";

    private static final Logger log = LoggerFactory.getLogger(PoisonRecordHandler.class);
    private static final int RAW_LIMIT = 4_000;
    private static final int MOST_BLOCKING_MS = 5_000;

    private final Map<String, Object> clientProperties = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private String topic;

    @SuppressWarnings("NullAway.Init")
    private UnreadableRecords unreadable;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = Objects.requireNonNull(configs.get(DEAD_LETTER_TOPIC), DEAD_LETTER_TOPIC)
                .toString();
        unreadable = (UnreadableRecords) Objects.requireNonNull(configs.get(UNREADABLE), UNREADABLE);
        configs.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                clientProperties.put(name, value);
            }
        });
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception fault) {
        byte[] raw = record.value() == null ? new byte[0] : record.value();
        String text = new String(raw, 0, Math.min(raw.length, RAW_LIMIT), StandardCharsets.UTF_8);
        DeadLetter letter = new DeadLetter(
                "topic",
                null,
                record.topic(),
                record.partition(),
                record.offset(),
                0,
                "record",
                "",
                "unreadable-record",
                String.valueOf(fault.getMessage()),
                text,
                Instant.ofEpochMilli(record.timestamp()));
        unreadable.passedOver(record.topic(), record.partition(), record.offset());
        log.warn("record passed over: {}: {}", letter.key(), letter.message());
        ProducerRecord<byte[], byte[]> dead =
                new ProducerRecord<>(topic, letter.key().getBytes(StandardCharsets.UTF_8), bytes(letter));
        if (isGlobal(context)) {
            send(dead);
            return Response.resume();
        }
        return Response.resume(List.of(dead));
    }

    /** Kafka Streams numbers its sub-topologies from 0; the global table is in none of them. */
    private static boolean isGlobal(ErrorHandlerContext context) {
        return context.taskId() == null || context.taskId().subtopology() < 0;
    }

    private byte[] bytes(DeadLetter letter) {
        try (var serde = new JsonSerde<>(DeadLetter.class)) {
            return serde.serializer().serialize(topic, letter);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> dead) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKING_MS);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> unused = producer.send(dead);
        } catch (KafkaException e) {
            log.error("the dead letter could not be written: {}", e.getMessage(), e);
        }
    }
}
