package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.notify.AlertRevision;
import io.riskmonitor.notify.Outbox;
import io.riskmonitor.topic.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads revisions of alerts again for messages that are retried or have waited in a bundle; the latest ones are still in
 * memory. Compaction may have let a revision go for a later one: then that is told.
 */
final class AlertArchive implements Outbox.Revisions, AutoCloseable {
    private static final int REMEMBERED = 200;

    private final Topic<String, Alert> topic;
    private final CommittedLog<Alert> log;
    private final Map<Place, AlertRevision> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, AlertRevision> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Place(int partition, long offset) {}

    AlertArchive(Map<String, Object> clientProperties, Topic<String, Alert> topic, UnreadableRecords unreadable) {
        this.topic = topic;
        this.log = new CommittedLog<>(clientProperties, topic, unreadable);
    }

    AlertRevision keep(ConsumerRecord<String, Alert> record) {
        AlertRevision revision = revision(record);
        latest.put(new Place(record.partition(), record.offset()), revision);
        return revision;
    }

    @Override
    public @Nullable AlertRevision find(Delivery delivery) {
        Place place = new Place(delivery.partition(), delivery.offset());
        AlertRevision known = latest.get(place);
        if (known == null) {
            known = read(place, delivery.alertId());
            if (known != null) {
                latest.put(place, known);
            }
        }
        return known;
    }

    private @Nullable AlertRevision read(Place place, String alertId) {
        TopicPartition partition = new TopicPartition(topic.name(), place.partition());
        log.from(List.of(partition), Map.of(partition, place.offset()));
        return log.first(record -> alertId.equals(record.key()) && record.value() != null
                        ? Optional.of(revision(record))
                        : Optional.empty())
                .orElse(null);
    }

    private static AlertRevision revision(ConsumerRecord<String, Alert> record) {
        return new AlertRevision(
                record.value(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
    }

    @Override
    public void close() {
        log.close();
    }
}
