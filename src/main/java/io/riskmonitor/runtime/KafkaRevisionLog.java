package io.riskmonitor.runtime;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.access.Change;
import io.riskmonitor.feed.RevisionLog;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topic.DeadLetter;
import io.riskmonitor.topic.FeedCursor;
import io.riskmonitor.topic.LatencyHeader;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log of revisions on Kafka. Rows and the feed's position are one transaction; a writer that died is fenced by the
 * next one of the same feed, which ends its open transaction at once.
 */
final class KafkaRevisionLog implements RevisionLog {
    private static final String TRANSACTIONS = "mali-risk-ingest-";
    private static final long TIMEOUT_SECONDS = 30;

    private final Producer<String, byte[]> producer;
    private final MonitorTopics topics;
    private final TopologyProgress progress;
    private final Clock wallClock;
    private final DiskRoom room;
    private final Map<TopicPartition, Long> uncommitted = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> committedBefore = new HashMap<>();
    private final @Nullable Change change;
    private final List<String> touched = new ArrayList<>();
    private long touchedCount;
    private boolean open;

    /**
     * @param clientProperties how to reach the cluster
     * @param writer names who writes; one at a time of each name
     * @param wallClock stamps the moment of sending, from which latency is measured; decides nothing
     * @param room is asked before each transaction
     * @param change whose change it is, for the audit trail; null for a feed that runs by itself
     */
    KafkaRevisionLog(
            Map<String, Object> clientProperties,
            String writer,
            MonitorTopics topics,
            TopologyProgress progress,
            Clock wallClock,
            DiskRoom room,
            @Nullable Change change) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS + writer);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.topics = topics;
        this.progress = progress;
        this.wallClock = wallClock;
        this.room = room;
        this.change = change;
        producer.initTransactions();
    }

    /**
     * Ends what a killed process left open: until then, nobody would read what is written behind it, for a minute. Only
     * where no other instance can be writing.
     */
    static void endAbandoned(Admin admin) {
        try {
            List<String> open = admin
                    .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
            if (!open.isEmpty()) {
                admin.fenceProducers(open).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("transactions left open cannot be ended: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while ending transactions left open", e);
        }
    }

    @Override
    public void begin() {
        room.require();
        producer.beginTransaction();
        open = true;
    }

    @Override
    public void append(Revision revision) {
        touchedCount++;
        if (touched.size() < AuditEntry.MOST_SUBJECTS) {
            touched.add(revision.id().toString());
        }
        send(
                topics.reportRevisions(),
                revision.id().toString(),
                revision,
                revision.recordedAt().toEpochMilli(),
                uncommitted);
    }

    @Override
    public void refuse(DeadLetter letter) {
        send(topics.deadLetters(), letter.key(), letter, letter.recordedAt().toEpochMilli(), null);
    }

    @Override
    public void position(FeedCursor cursor) {
        send(topics.feedCursors(), cursor.feed(), cursor, cursor.recordedAt().toEpochMilli(), null);
    }

    @Override
    public void commit() {
        if (change != null && touchedCount > 0) {
            AuditTrail.append(
                    producer,
                    topics,
                    change.made(wallClock.instant().truncatedTo(ChronoUnit.MILLIS), touched, touchedCount));
        }
        producer.commitTransaction();
        forgetTouched();
        open = false;
        committedBefore.putAll(committed);
        uncommitted.forEach((partition, offset) -> committed.merge(partition, offset, Math::max));
        uncommitted.clear();
    }

    @Override
    public void awaitTaken() {
        progress.awaitPast(committed);
    }

    @Override
    public void awaitFormerTaken() {
        progress.awaitPast(committedBefore);
    }

    @Override
    public void abort() {
        uncommitted.clear();
        forgetTouched();
        if (open) {
            open = false;
            producer.abortTransaction();
        }
    }

    private void forgetTouched() {
        touched.clear();
        touchedCount = 0;
    }

    @Override
    public void close() {
        producer.close();
    }

    private <V> void send(
            Topic<String, V> topic, String key, V value, long timestamp, @Nullable Map<TopicPartition, Long> offsets) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), null, timestamp, key, bytes);
        LatencyHeader.stamp(record.headers(), wallClock.millis());
        // A failed send surfaces in commitTransaction; the callback runs before that returns.
        Future<RecordMetadata> unused = producer.send(record, (metadata, failure) -> {
            if (failure == null && offsets != null) {
                synchronized (offsets) {
                    offsets.merge(
                            new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
                }
            }
        });
    }
}
