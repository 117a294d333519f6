package io.riskmonitor.runtime;

import io.riskmonitor.topic.TopicSpec;
import io.riskmonitor.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How far the topologies have come, by the offsets they have committed: true for any number of instances. */
final class TopologyProgress {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final Admin admin;
    private final String applicationId;
    private final Duration patience;
    private final Supplier<@Nullable Throwable> failure;

    /**
     * @param patience how long without any progress is taken for a standstill
     * @param failure why the topology has stopped, or null while it has not
     */
    TopologyProgress(Admin admin, String applicationId, Duration patience, Supplier<@Nullable Throwable> failure) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.patience = patience;
        this.failure = failure;
    }

    /**
     * Returns once the record at each offset, and all before it, has been processed.
     *
     * @throws IllegalStateException if the topology has stopped
     * @throws TimeoutException if it does not move for the time of patience
     */
    void awaitPast(Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        long lastLag = Long.MAX_VALUE;
        while (true) {
            long lag = lag(offsets);
            if (lag == 0) {
                return;
            }
            Throwable stopped = failure.get();
            if (stopped != null) {
                throw new IllegalStateException("the topology has stopped: " + stopped.getMessage(), stopped);
            }
            if (lag < lastLag) {
                lastLag = lag;
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "the topology has not moved for " + patience.toSeconds() + " s with " + lag + " records to go");
            }
            sleep();
        }
    }

    /**
     * A measure of what is to be done, below zero or above, that falls with each record that gets done. Records bring about
     * others, one report many contributions, so what lies before it may grow for as long as it gets on: what lies behind it
     * counts. Ticks come of themselves, and only fewer of them before it are a progress.
     */
    long left(Topics topics) {
        return behind(topics.ticks())
                - processed(topics.reportRevisions(), topics.reportChanges(), topics.contributions());
    }

    private long processed(TopicSpec... topics) {
        return committed(partitions(topics)).values().stream()
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private long behind(TopicSpec... topics) {
        Map<TopicPartition, OffsetSpec> ends =
                partitions(topics).stream().collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest()));
        try {
            return lag(admin.listOffsets(ends).all().get(CALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset() - 1)));
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("how far the log goes cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the topology", e);
        }
    }

    private static Set<TopicPartition> partitions(TopicSpec... topics) {
        return Arrays.stream(topics)
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toSet());
    }

    private long lag(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(offsets.keySet());
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> wanted : offsets.entrySet()) {
            OffsetAndMetadata reached = committed.get(wanted.getKey());
            lag += Math.max(0, wanted.getValue() + 1 - (reached == null ? 0 : reached.offset()));
        }
        return lag;
    }

    /** What has been committed; nothing, or null, for a partition of which nothing was. */
    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        try {
            return admin.listConsumerGroupOffsets(
                            Map.of(applicationId, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetAndMetadata(applicationId)
                    .get(CALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("how far the topology has come cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the topology", e);
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the topology", e);
        }
    }
}
