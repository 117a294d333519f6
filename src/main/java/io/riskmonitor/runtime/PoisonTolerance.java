package io.riskmonitor.runtime;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls as plain consumers must: one record that cannot be read would otherwise stop them at its place for good. */
final class PoisonTolerance {
    private static final Logger log = LoggerFactory.getLogger(PoisonTolerance.class);

    private PoisonTolerance() {}

    static <K, V> ConsumerRecords<K, V> poll(Consumer<K, V> consumer, Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (RecordDeserializationException e) {
            log.warn("record {}@{} passed over: {}", e.topicPartition(), e.offset(), e.getMessage());
            consumer.seek(e.topicPartition(), e.offset() + 1);
            return ConsumerRecords.empty();
        }
    }
}
