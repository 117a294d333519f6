package io.riskmonitor.runtime;

import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.StateStores;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology; a fault in it stops it and is kept, for whoever waits on it to be told. */
final class StreamsRunner implements StateStores, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final CleanStop cleanStop;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running = new CountDownLatch(1);

    /** @param cleanStop begun before anything of the state is opened; ended here if all is closed in order */
    StreamsRunner(Topology topology, Map<String, Object> properties, CleanStop cleanStop) {
        this.cleanStop = cleanStop;
        Properties config = new Properties();
        config.putAll(properties);
        this.streams = new KafkaStreams(topology, new StreamsConfig(config));
        streams.setUncaughtExceptionHandler(fault -> {
            failure.compareAndSet(null, fault);
            log.error("the topology has stopped: {}", fault.getMessage(), fault);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                failure.compareAndSet(null, new IllegalStateException("Kafka Streams is " + now));
                running.countDown();
            }
        });
    }

    void start() {
        streams.start();
    }

    /** @throws IllegalStateException if the topology stops, or does not run in time */
    void awaitRunning(Duration patience) {
        try {
            if (!running.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the topology is " + streams.state() + " after " + patience.toSeconds() + " s");
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
            return new OpenStore<>(streams.store(
                    StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<String, V>keyValueStore())));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new NotReadyException("the state is not open at the moment: " + e.getMessage(), e);
        }
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
