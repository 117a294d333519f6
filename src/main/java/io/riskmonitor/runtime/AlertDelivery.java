package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.notify.AlertReader;
import io.riskmonitor.notify.Channels;
import io.riskmonitor.notify.Composer;
import io.riskmonitor.notify.Outbox;
import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of alerts, on a thread of its own. All instances of a cluster share the work: each has the alerts of some
 * partitions. Where the cluster fails it, it begins anew from what is recorded.
 */
public final class AlertDelivery implements AutoCloseable {
    static final String GROUP = "mali-risk-deliveries";
    private static final Logger log = LoggerFactory.getLogger(AlertDelivery.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<String, Object> clientProperties;
    private final String instance;
    private final MonitorTopics topics;
    private final Subscriptions subscriptions;
    private final AlertReader reader;
    private final Composer composer;
    private final Clock clock;
    private final Channels channels;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final UnreadableRecords unreadable;
    private final Thread thread = new Thread(this::work, "alert-delivery");

    AlertDelivery(
            Map<String, Object> clientProperties,
            String instance,
            MonitorTopics topics,
            Subscriptions subscriptions,
            AlertReader reader,
            Composer composer,
            Clock clock,
            UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.clientProperties = clientProperties;
        this.instance = instance;
        this.topics = topics;
        this.subscriptions = subscriptions;
        this.reader = reader;
        this.composer = composer;
        this.clock = clock;
        this.channels = Channels.open(subscriptions, clock);
    }

    /** The ways out, to be measured. */
    public Channels channels() {
        return channels;
    }

    /** Begins; from now on no alert is missed. Nobody is told of alerts from before the cluster's first start with channels. */
    void start(Admin admin) {
        beginAtTheEnd(admin, topics.alerts());
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the group has no position yet it gets one, before anything is read. */
    private static void beginAtTheEnd(Admin admin, Topic<String, Alert> topic) {
        try {
            Map<TopicPartition, OffsetAndMetadata> known = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> fresh = admin
                    .describeTopics(List.of(topic.name()))
                    .allTopicNames()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .filter(partition -> known.get(partition) == null)
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            if (!fresh.isEmpty()) {
                Map<TopicPartition, OffsetAndMetadata> ends = admin
                        .listOffsets(fresh, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .entrySet()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, end -> position(end.getValue())));
                admin.alterConsumerGroupOffsets(GROUP, ends).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("where deliveries begin cannot be recorded: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while deliveries began", e);
        }
    }

    private static OffsetAndMetadata position(ListOffsetsResultInfo end) {
        return new OffsetAndMetadata(end.offset());
    }

    private void work() {
        while (!isStopped()) {
            Outbox outbox = new Outbox(subscriptions, reader, composer, channels, clock);
            try (DeliverySession session =
                    new DeliverySession(clientProperties, instance, topics, outbox, unreadable)) {
                session.run(this::isStopped);
            } catch (RuntimeException e) { // whatever it is, alerts have to be told once it has passed
                if (!isStopped()) {
                    log.error("deliveries begin anew in {} s: {}", PAUSE.toSeconds(), e.getMessage(), e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("deliveries stopped while they paused");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.close();
    }
}
