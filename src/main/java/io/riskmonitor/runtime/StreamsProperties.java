package io.riskmonitor.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How the topologies are run. */
final class StreamsProperties {
    /** A transaction is open this long at most, so this is what a hop adds to the latency of a score, and twice at worst. */
    static final int COMMIT_INTERVAL_MS = 20;

    private static final int STREAM_THREADS = 2;
    private static final long RECORD_CACHE_BYTES = 16L * 1024 * 1024;

    private StreamsProperties() {}

    /**
     * The properties of one instance.
     *
     * @param applicationId also the consumer group, and what internal topics begin with
     * @param instanceId stays the same across restarts of an instance, so that it takes its tasks up again at once
     */
    @SuppressWarnings("deprecation") // the global handler's switch will go once it is always on
    static Map<String, Object> of(
            Map<String, Object> clientProperties,
            String applicationId,
            String instanceId,
            Path stateDir,
            String deadLetterTopic) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, STREAM_THREADS);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, RECORD_CACHE_BYTES);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecordHandler.class);
        properties.put(PoisonRecordHandler.DEAD_LETTER_TOPIC, deadLetterTopic);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
        // With more in flight the first batches of a transaction overtake each other on a new partition; the broker
        // refuses them as out of sequence and logs errors until they are sent again.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return properties;
    }
}
