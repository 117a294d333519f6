package io.riskmonitor.runtime;

import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.Tokens;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of tokens on a thread of its own. */
final class TokenFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TokenFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;
    private final Consumer<String, byte[]> consumer;
    private final Topic<String, AccessToken> topic;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private final UnreadableRecords unreadable;
    private final Object moved = new Object();
    private final Thread thread = new Thread(this::follow, "token-feed");
    private Tokens tokens = Tokens.NONE;
    private boolean stopped;

    /** Returns when all that stands in the topic is known. */
    TokenFeed(Map<String, Object> clientProperties, Topic<String, AccessToken> topic, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.topic = topic;
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.admin = Admin.create(clientProperties);
        this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.setDaemon(true);
        thread.start();
        try {
            catchUp();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws NotReadyException if the topic can no longer be followed: tokens may have been revoked since */
    Tokens current() {
        synchronized (moved) {
            if (stopped) {
                throw new NotReadyException("tokens can no longer be read; the log has the reason");
            }
            return tokens;
        }
    }

    /** Returns when everything is known that had been committed, to the last partition, before the call. */
    void catchUp() {
        await(ends());
    }

    /**
     * Returns when a record is known whose transaction has been committed. That a commit has returned does not mean that it
     * has reached the partition yet, so the end of what is committed may still lie before the record.
     */
    void awaitPast(Future<RecordMetadata> written) {
        try {
            RecordMetadata record = written.get();
            await(Map.of(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        } catch (ExecutionException e) {
            throw new KafkaException("the token was not written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing a token", e);
        }
    }

    private void await(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (moved) {
            while (ends.entrySet().stream().anyMatch(end -> reached.getOrDefault(end.getKey(), 0L) < end.getValue())) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (stopped || left <= 0) {
                    throw new NotReadyException("tokens could not be read from the cluster");
                }
                try {
                    moved.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while reading tokens", e);
                }
            }
        }
    }

    private Map<TopicPartition, Long> ends() {
        try {
            return admin
                    .listOffsets(
                            partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> offset(end.getValue())));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("how many tokens there are cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading tokens", e);
        }
    }

    private static long offset(ListOffsetsResultInfo end) {
        return end.offset();
    }

    private void follow() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                synchronized (moved) {
                    partitions.forEach(partition -> reached.put(partition, consumer.position(partition)));
                    moved.notifyAll();
                }
            }
        } catch (WakeupException e) {
            log.debug("token feed closed");
        } catch (KafkaException e) {
            log.error("tokens can no longer be followed, so that nobody is served: {}", e.getMessage(), e);
        } finally {
            synchronized (moved) {
                stopped = true;
                moved.notifyAll();
            }
        }
    }

    /** What cannot be read takes the token away, and leaves the rest as it is: a doubt is decided against the caller. */
    private void take(ConsumerRecord<String, byte[]> record) {
        String name = String.valueOf(record.key());
        Tokens next;
        try {
            AccessToken token = record.value() == null
                    ? null
                    : topic.values().deserializer().deserialize(topic.name(), record.value());
            next = token == null ? tokens.without(name) : tokens.with(token);
        } catch (KafkaException e) {
            log.warn("token record {}@{} passed over: {}", record.topic(), record.offset(), e.getMessage());
            unreadable.passedOver(record.topic(), record.partition(), record.offset());
            next = tokens.without(name);
        }
        synchronized (moved) {
            tokens = next;
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
        admin.close(Duration.ofSeconds(5));
    }
}
