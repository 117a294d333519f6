package io.riskmonitor.runtime;

import io.riskmonitor.config.Peering;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** How the topologies are run. */
final class StreamsProperties {
    /** A transaction is open this long at most, so this is what a hop adds to the latency of a score, and twice at worst. */
    static final int COMMIT_INTERVAL_MS = 20;

    /** A killed instance is missed after this: long enough for a restart, and for the pauses of a busy machine. */
    private static final int SESSION_TIMEOUT_MS = 20_000;

    private static final int HEARTBEAT_MS = 3_000;

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
            String deadLetterTopic,
            UnreadableRecords unreadable) {
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
        properties.put(PoisonRecordHandler.UNREADABLE, unreadable);
        // A clock that was wrong may have put times far ahead into the log, and what is made of them bears the same.
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                Long.toString(Long.MAX_VALUE));
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 2);
        // With more in flight the first batches of a transaction overtake each other on a new partition; the broker
        // refuses them as out of sequence and logs errors until they are sent again.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return properties;
    }

    /**
     * The same where other instances may be at work on the cluster: each keeps a copy of another's state, so that what is
     * taken over is served within seconds.
     *
     * @param peering how the others reach this one; null if they do not
     */
    static Map<String, Object> amongOthers(Map<String, Object> properties, @Nullable Peering peering) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        if (peering != null) {
            all.put(StreamsConfig.APPLICATION_SERVER_CONFIG, peering.address());
        }
        return all;
    }
}
