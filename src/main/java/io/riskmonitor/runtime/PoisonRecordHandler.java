package io.riskmonitor.runtime;

import io.riskmonitor.serde.JsonSerde;
import io.riskmonitor.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that cannot be read goes to the dead letters, in the same transaction that passes over it. */
public final class PoisonRecordHandler implements DeserializationExceptionHandler {
    /** Name of the property that tells the dead letters' topic. */
    static final String DEAD_LETTER_TOPIC = "riskmonitor.dead.letter.topic";

    private static final Logger log = LoggerFactory.getLogger(PoisonRecordHandler.class);
    private static final int RAW_LIMIT = 4_000;

    @SuppressWarnings("NullAway.Init")
    private String topic;

    @Override
    public void configure(Map<String, ?> configs) {
        topic = Objects.requireNonNull(configs.get(DEAD_LETTER_TOPIC), DEAD_LETTER_TOPIC)
                .toString();
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
        log.warn("record passed over: {}: {}", letter.key(), letter.message());
        byte[] value;
        try (var serde = new JsonSerde<>(DeadLetter.class)) {
            value = serde.serializer().serialize(topic, letter);
        }
        return Response.resume(
                List.of(new ProducerRecord<>(topic, letter.key().getBytes(StandardCharsets.UTF_8), value)));
    }
}
