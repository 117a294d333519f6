package io.riskmonitor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the audit trail of a monitor, to see that each change leaves its entry. */
public final class AuditTail implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;

    public AuditTail(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer
                .partitionsFor(Topics.load().typed().audit().name())
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** As many entries have come since the last call, and no more. */
    public void require(int entries, byte[] cause) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int found = 0;
        while (found < entries && System.nanoTime() < deadline) {
            found += consumer.poll(POLL).count();
        }
        assertThat(found)
                .as("audit entries after %s", new String(cause, StandardCharsets.ISO_8859_1))
                .isEqualTo(entries);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
