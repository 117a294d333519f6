package io.riskmonitor.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that could not be read and were passed over since the start. Several readers come across the same one, and some
 * again and again: it counts once.
 */
public final class UnreadableRecords {
    private static final Logger log = LoggerFactory.getLogger(UnreadableRecords.class);
    /** Whoever floods a topic with rubbish must not fill the memory; beyond this a record counts each time it is met. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Set<Place> remembered = ConcurrentHashMap.newKeySet();

    private record Place(String topic, int partition, long offset) {}

    /** How many there were in a topic. */
    public long count(String topic) {
        AtomicLong count = counts.get(topic);
        return count == null ? 0 : count.get();
    }

    /** Takes note of one; what is said to people of it is the caller's business. */
    void passedOver(String topic, int partition, long offset) {
        Place place = new Place(topic, partition, offset);
        boolean isNew = remembered.size() < MOST_REMEMBERED ? remembered.add(place) : !remembered.contains(place);
        if (isNew) {
            counts.computeIfAbsent(topic, name -> new AtomicLong()).incrementAndGet();
        }
    }

    /** Polls as plain consumers must: one record that cannot be read would otherwise stop them at its place for good. */
    <K, V> ConsumerRecords<K, V> poll(Consumer<K, V> consumer, Duration patience) {
        try {
            return consumer.poll(patience);
        } catch (RecordDeserializationException e) {
            log.warn("record {}@{} passed over: {}", e.topicPartition(), e.offset(), e.getMessage());
            passedOver(e.topicPartition().topic(), e.topicPartition().partition(), e.offset());
            consumer.seek(e.topicPartition(), e.offset() + 1);
            return ConsumerRecords.empty();
        }
    }
}
