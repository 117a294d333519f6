package io.riskmonitor.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the bytes and does nothing with them: what the broker can give. It begins anew until its time is over.
 *
 * @param atLeast how long it reads
 */
record PlainConsumer(BenchCluster cluster, Duration atLeast) implements Side {
    @Override
    public String name() {
        return "consumer";
    }

    @Override
    public Lap run(BenchCluster.Log log, String prefix) {
        Map<String, Object> properties = cluster.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>(log.last().keySet());
            consumer.assign(partitions);
            long begun = System.nanoTime();
            long read = 0;
            do {
                consumer.seekToBeginning(partitions);
                long end = read + log.revisions();
                while (read < end) {
                    read += consumer.poll(Duration.ofMillis(100)).count();
                }
            } while (System.nanoTime() - begun < atLeast.toNanos());
            return Lap.since(begun, read);
        }
    }
}
