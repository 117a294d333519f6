package io.riskmonitor.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads again what the feed has told before, for those who come back. Of a score or an alert that has been replaced
 * meanwhile the log may have let the older revision go.
 */
public final class FeedHistory {
    private static final int PAGE = 500;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> properties;
    private final List<TopicPartition> partitions;
    private final Deserializer<Object> values;
    private final UnreadableRecords unreadable;

    /** @param reached what is behind whoever has taken the events */
    public record Page(List<FeedEvent> events, FeedPosition reached) {}

    FeedHistory(
            Map<String, Object> properties,
            List<TopicPartition> partitions,
            Deserializer<Object> values,
            UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.properties = new HashMap<>(properties);
        this.properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, PAGE);
        this.properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.partitions = List.copyOf(partitions);
        this.values = values;
    }

    /**
     * The next events after a position; if they are few, all there are.
     *
     * @param to where the feed itself has come to
     */
    public Page after(FeedPosition from, FeedPosition to) {
        List<TopicPartition> behind = IntStream.range(0, partitions.size())
                .filter(i -> from.last(i) < to.last(i))
                .mapToObj(partitions::get)
                .toList();
        if (behind.isEmpty()) {
            return new Page(List.of(), from);
        }
        List<FeedEvent> events = new ArrayList<>();
        try (Consumer<String, Object> consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values)) {
            consumer.assign(behind);
            behind.forEach(partition -> consumer.seek(partition, from.last(partitions.indexOf(partition)) + 1));
            while (events.size() < PAGE) {
                if (behind.stream().allMatch(p -> consumer.position(p) > to.last(partitions.indexOf(p)))) {
                    return new Page(events, with(from, events).with(to));
                }
                for (ConsumerRecord<String, Object> record : unreadable.poll(consumer, POLL)) {
                    int partition = partitions.indexOf(new TopicPartition(record.topic(), record.partition()));
                    if (record.value() != null && record.offset() <= to.last(partition)) {
                        events.add(new FeedEvent(partition, record.offset(), record.value()));
                    }
                }
            }
        }
        return new Page(events, with(from, events));
    }

    private static FeedPosition with(FeedPosition from, List<FeedEvent> events) {
        FeedPosition reached = from;
        for (FeedEvent event : events) {
            reached = reached.with(event);
        }
        return reached;
    }
}
