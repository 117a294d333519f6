package io.riskmonitor.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor is started with.
 *
 * @param dataDir state, and the embedded broker's data
 * @param bootstrapServers of an external cluster; null for the embedded broker
 * @param kafkaProperties client properties for an external cluster, by Kafka's own names; may hold secrets
 * @param brokerPort of the embedded broker on the loopback address; 0 for any free one
 * @param tick how often time is written into the log
 * @param registryFile projects; null for the built-in registry
 * @param regionsFile regions as GeoJSON; null for the built-in ones
 * @param modelFile risk model; null for the built-in one
 * @param alertRulesFile when to alert; null for the built-in rules
 * @param partitions of the topics that are spread over instances; null for what stands, or what is declared where none does
 * @param peering how other instances on the cluster reach this one; null if there are none
 */
public record MonitorConfig(
        Path dataDir,
        @Nullable String bootstrapServers,
        Map<String, String> kafkaProperties,
        int brokerPort,
        Duration tick,
        @Nullable Path registryFile,
        @Nullable Path regionsFile,
        @Nullable Path modelFile,
        @Nullable Path alertRulesFile,
        @Nullable Integer partitions,
        @Nullable Peering peering) {
    public MonitorConfig {
        if (tick.toMillis() < 10) {
            throw new IllegalArgumentException("tick " + tick + " is shorter than 10 ms");
        }
        if (partitions != null && partitions < 1) {
            throw new IllegalArgumentException("partitions " + partitions + " is not above 0");
        }
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /** Alone on its cluster, with the topics as they are declared. */
    public MonitorConfig(
            Path dataDir,
            @Nullable String bootstrapServers,
            Map<String, String> kafkaProperties,
            int brokerPort,
            Duration tick,
            @Nullable Path registryFile,
            @Nullable Path regionsFile,
            @Nullable Path modelFile,
            @Nullable Path alertRulesFile) {
        this(
                dataDir,
                bootstrapServers,
                kafkaProperties,
                brokerPort,
                tick,
                registryFile,
                regionsFile,
                modelFile,
                alertRulesFile,
                null,
                null);
    }

    /** Without the client properties, which may hold secrets. */
    @Override
    public String toString() {
        return "data " + dataDir + ", broker "
                + (bootstrapServers == null ? "embedded on port " + brokerPort : bootstrapServers) + ", tick " + tick;
    }
}
