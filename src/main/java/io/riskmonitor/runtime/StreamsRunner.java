package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.StateStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology; a fault in it that does not pass stops it and is kept, for whoever waits on it to be told. */
final class StreamsRunner implements StateStores, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final KafkaStreams streams;
    private final Map<String, Set<String>> topicsByStore;
    private final CleanStop cleanStop;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicLong restored = new AtomicLong();

    /** @param cleanStop begun before anything of the state is opened; ended here if all is closed in order */
    StreamsRunner(Topology topology, Map<String, Object> properties, CleanStop cleanStop) {
        this.cleanStop = cleanStop;
        Properties config = new Properties();
        config.putAll(properties);
        this.topicsByStore = topicsByStore(topology);
        this.streams = new KafkaStreams(topology, new StreamsConfig(config));
        PassingFaults passing = new PassingFaults(System::nanoTime);
        streams.setUncaughtExceptionHandler(fault -> {
            if (passing.passes(fault)) {
                log.warn("a thread of the topology gave up and is replaced: {}", fault.getMessage(), fault);
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            failure.compareAndSet(null, fault);
            log.error("the topology has stopped: {}", fault.getMessage(), fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setGlobalStateRestoreListener(new RestoreCount());
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                failure.compareAndSet(null, new IllegalStateException("Kafka Streams is " + now));
                running.countDown();
            }
        });
    }

    /** Counts what is read again from the changelogs. */
    private final class RestoreCount implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long reached, long count) {
            restored.addAndGet(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long count) {}
    }

    void start() {
        streams.start();
    }

    /**
     * Returns when the topology runs, however much state it has to read again.
     *
     * @param patience how long without any progress is taken for a standstill
     * @throws IllegalStateException if the topology stops or stands still
     */
    void awaitRunning(Duration patience) {
        Standstill standstill = new Standstill(patience, () -> -restored.get());
        try {
            while (!running.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (standstill.isReached()) {
                    throw new IllegalStateException("the topology is " + streams.state() + " and has read nothing for "
                            + patience.toSeconds() + " s");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topology was starting", e);
        }
        Throwable fault = failure.get();
        if (fault != null) {
            throw new IllegalStateException("the topology has stopped: " + fault.getMessage(), fault);
        }
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }

    boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    KafkaStreams streams() {
        return streams;
    }

    @Override
    public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
        try {
            return new OpenStore<>(
                    streams.store(
                            StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())),
                    () -> isElsewhere(name));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new NotReadyException("the state is not open at the moment: " + e.getMessage(), e);
        }
    }

    /**
     * The partitions whose tasks this instance has, of a store.
     *
     * @throws NotReadyException while tasks are being given out
     */
    Set<Integer> localPartitions(String store) {
        if (!isRunning()) {
            throw new NotReadyException("the topology is " + streams.state());
        }
        return partitionsOf(topicsByStore.getOrDefault(store, Set.of()));
    }

    /** The partitions of a topic whose tasks this instance has at the moment: none unless the topology is at work. */
    Set<Integer> partitionsAtWork(String topic) {
        try {
            return partitionsOf(Set.of(topic));
        } catch (IllegalStateException e) {
            log.debug("no tasks: {}", e.getMessage());
            return Set.of();
        }
    }

    private Set<Integer> partitionsOf(Set<String> topics) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .filter(partition -> topics.contains(partition.topic()))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /** Whether this instance runs and has no task of a store, so that others have them all. */
    boolean isElsewhere(String store) {
        if (!isRunning()) {
            return false;
        }
        Set<ThreadMetadata> threads = streams.metadataForLocalThreads();
        return topicsByStore.containsKey(store)
                && threads.stream().allMatch(thread -> thread.threadState().equals("RUNNING"))
                && localPartitions(store).isEmpty();
    }

    /** By store: the topics that the tasks which hold it read. */
    private static Map<String, Set<String>> topicsByStore(Topology topology) {
        Map<String, Set<String>> found = new HashMap<>();
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            Set<String> topics = part.nodes().stream()
                    .filter(TopologyDescription.Source.class::isInstance)
                    .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                    .collect(Collectors.toSet());
            part.nodes().stream()
                    .filter(TopologyDescription.Processor.class::isInstance)
                    .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
                    .forEach(store -> found.put(store, topics));
        }
        return found;
    }

    @Override
    public void close() {
        boolean inOrder = failure.get() == null;
        // Leaving the group spares the next start the wait for a session to time out.
        inOrder &=
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_TIMEOUT));
        if (inOrder) {
            cleanStop.end();
        }
    }
}
