package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.topic.LatencyHeader;
import io.riskmonitor.topic.MonitorTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the published scores and alerts as they are committed, for the event stream and for measuring. */
public final class ScoreFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScoreFeed.class);

    private final Consumer<String, Object> consumer;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Clock wallClock;
    private final List<TopicPartition> partitions;
    private final FeedHistory history;
    private final UnreadableRecords unreadable;
    private FeedPosition position;
    private final Thread thread = new Thread(this::follow, "score-feed");

    /** Told of every published score and alert, on the feed's own thread. */
    public interface Listener {
        /**
         * Takes a score.
         *
         * @param latencyMillis from sending the revision that moved it to now; none if time alone moved it
         */
        void published(RiskScore score, OptionalLong latencyMillis);

        /** Takes a revision of an alert. */
        default void told(Alert alert) {}

        /** Takes either, with its place. */
        default void happened(FeedEvent event) {}
    }

    ScoreFeed(
            Map<String, Object> clientProperties, MonitorTopics topics, Clock wallClock, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        Deserializer<Object> values = valuesOf(topics);
        this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values);
        this.wallClock = wallClock;
        // Always in the same order: positions rely on it, those of another day and of another instance, too.
        this.partitions = Stream.of(
                        topics.regionRisk().name(),
                        topics.projectRisk().name(),
                        topics.alerts().name())
                .flatMap(topic -> IntStream.range(
                                0, consumer.partitionsFor(topic).size())
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        this.position = new FeedPosition(
                partitions.stream().mapToLong(p -> consumer.position(p) - 1).toArray());
        this.history = new FeedHistory(properties, partitions, values, unreadable);
        thread.setDaemon(true);
    }

    private static Deserializer<Object> valuesOf(MonitorTopics topics) {
        Deserializer<Alert> alerts = topics.alerts().values().deserializer();
        Deserializer<RiskScore> scores = topics.regionRisk().values().deserializer();
        return (topic, bytes) -> (topic.equals(topics.alerts().name()) ? alerts : scores).deserialize(topic, bytes);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public void stopListening(Listener listener) {
        listeners.remove(listener);
    }

    /** What has been told so far; nothing is told while the feed's lock is held. */
    public synchronized FeedPosition position() {
        return position;
    }

    /** What was told before. */
    public FeedHistory history() {
        return history;
    }

    void start() {
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, Object> record : unreadable.poll(consumer, Duration.ofSeconds(1))) {
                    if (record.value() != null) {
                        publish(record);
                    }
                }
            }
        } catch (WakeupException e) {
            log.debug("score feed closed");
        } catch (KafkaException e) {
            // Scores go on without it; what it feeds, the event stream and the latency, stands still.
            log.error("the feed of scores has stopped: {}", e.getMessage(), e);
        }
    }

    private synchronized void publish(ConsumerRecord<String, Object> record) {
        OptionalLong sentAt = LatencyHeader.read(record.headers());
        OptionalLong latency =
                sentAt.isPresent() ? OptionalLong.of(wallClock.millis() - sentAt.getAsLong()) : OptionalLong.empty();
        FeedEvent event = new FeedEvent(
                partitions.indexOf(new TopicPartition(record.topic(), record.partition())),
                record.offset(),
                record.value());
        position = position.with(event);
        for (Listener listener : listeners) {
            try {
                listener.happened(event);
                if (record.value() instanceof Alert alert) {
                    listener.told(alert);
                } else if (record.value() instanceof RiskScore score) {
                    listener.published(score, latency);
                }
            } catch (RuntimeException e) {
                log.warn("a listener of scores and alerts failed: {}", e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
