package io.riskmonitor.runtime;

import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Tick;
import io.riskmonitor.topic.MonitorTopics;
import io.riskmonitor.topic.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
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
 * Writes what a replay runs over. First what is known, then the ticks: so a first tick tells that all the rest is there.
 * What is written again after a kill changes nothing.
 */
final class ReplayLog implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final MonitorTopics topics;
    private final int partitions;
    private @Nullable KafkaException failed;

    ReplayLog(Map<String, Object> clientProperties, MonitorTopics topics, int partitions) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        // With more in flight a batch that a new partition was not ready for is overtaken by the next, and refused as
        // out
        // of sequence for good.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        this.topics = topics;
        this.partitions = partitions;
    }

    /** How many ticks each partition has; all 0 before the first. */
    long[] ticksWritten(Admin admin) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int p = 0; p < partitions; p++) {
            ends.put(new TopicPartition(topics.ticks().name(), p), OffsetSpec.latest());
        }
        long[] written = new long[partitions];
        try {
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach((partition, end) -> written[partition.partition()] = end.offset());
        } catch (ExecutionException e) {
            throw new KafkaException("how far the run has come cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking how far the run has come", e);
        }
        return written;
    }

    void writeRegistry(List<Project> registry) {
        registry.forEach(project -> send(topics.projects(), null, project.id(), project, null));
        flush();
    }

    /** @return the last offset of each partition */
    Map<TopicPartition, Long> writeRevisions(List<Revision> revisions) {
        Map<TopicPartition, Long> last = new HashMap<>();
        for (Revision revision : revisions) {
            send(topics.reportRevisions(), null, revision.id().toString(), revision, last);
        }
        flush();
        return Map.copyOf(last);
    }

    /** @param written how many of them each partition has already */
    void writeTicks(List<Instant> ticks, long[] written) {
        for (int i = 0; i < ticks.size(); i++) {
            for (int p = 0; p < partitions; p++) {
                if (i >= written[p]) {
                    send(topics.ticks(), p, Integer.toString(p), new Tick(ticks.get(i), p, partitions), null);
                }
            }
        }
        flush();
    }

    private <V> void send(
            Topic<String, V> topic,
            @Nullable Integer partition,
            String key,
            V value,
            @Nullable Map<TopicPartition, Long> offsets) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(topic.name(), partition, timestamp(value), key, bytes), (metadata, fault) -> {
                    synchronized (this) {
                        if (fault != null) {
                            failed =
                                    new KafkaException("the run's log cannot be written: " + fault.getMessage(), fault);
                        } else if (offsets != null) {
                            offsets.merge(
                                    new TopicPartition(metadata.topic(), metadata.partition()),
                                    metadata.offset(),
                                    Math::max);
                        }
                    }
                });
    }

    /** Simulated time; of what has none the beginning of time, so that no clock gets into the log. */
    private static long timestamp(Object value) {
        if (value instanceof Tick tick) {
            return tick.at().toEpochMilli();
        }
        return value instanceof Revision revision ? revision.recordedAt().toEpochMilli() : 0L;
    }

    private void flush() {
        producer.flush();
        synchronized (this) {
            if (failed != null) {
                throw failed;
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
