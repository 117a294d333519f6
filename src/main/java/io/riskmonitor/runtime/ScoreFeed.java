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
    }

    ScoreFeed(Map<String, Object> clientProperties, MonitorTopics topics, Clock wallClock) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), valuesOf(topics));
        this.wallClock = wallClock;
        List<TopicPartition> partitions =
                List.of(
                                topics.regionRisk().name(),
                                topics.projectRisk().name(),
                                topics.alerts().name())
                        .stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
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

    void start() {
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, Object> record : PoisonTolerance.poll(consumer, Duration.ofSeconds(1))) {
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

    private void publish(ConsumerRecord<String, Object> record) {
        OptionalLong sentAt = LatencyHeader.read(record.headers());
        OptionalLong latency =
                sentAt.isPresent() ? OptionalLong.of(wallClock.millis() - sentAt.getAsLong()) : OptionalLong.empty();
        for (Listener listener : listeners) {
            try {
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
