package io.riskmonitor.cli;

import io.riskmonitor.config.MonitorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that works on a data directory. */
final class MonitorOptions {
    /** JVM properties that begin so are client properties: {@code -Dkafka.security.protocol=SASL_SSL}. */
    private static final String KAFKA_PREFIX = "kafka.";

    private static final Duration TICK = Duration.ofSeconds(1);

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "State and the embedded broker's data. Default: ${DEFAULT-VALUE}")
    Path dataDir = Path.of("data");

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "An external Kafka cluster instead of the embedded broker")
    @Nullable
    String bootstrapServers;

    @Option(
            names = "--kafka",
            paramLabel = "NAME=VALUE",
            description = "A Kafka client property (SASL, TLS …), as often as needed; the same as -Dkafka.NAME=VALUE")
    Map<String, String> kafka = new LinkedHashMap<>();

    @Option(
            names = "--broker-port",
            paramLabel = "N",
            description = "Port of the embedded broker on 127.0.0.1, 0 for any free one. Default: ${DEFAULT-VALUE}")
    int brokerPort;

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "Projects to watch. Default: the built-in registry")
    @Nullable
    Path registry;

    @Option(
            names = "--regions",
            paramLabel = "FILE",
            description = "Regions as GeoJSON. Default: the built-in nine of Mali")
    @Nullable
    Path regions;

    @Option(names = "--model", paramLabel = "FILE", description = "Risk model. Default: the built-in risk-model.yaml")
    @Nullable
    Path model;

    @Option(
            names = "--alert-rules",
            paramLabel = "FILE",
            description = "When to alert whom. Default: the built-in alert-rules.yaml")
    @Nullable
    Path alertRules;

    @Option(
            names = "--tick",
            paramLabel = "ISO-8601",
            description = "How often time is told to the topologies. Default: ${DEFAULT-VALUE}")
    Duration tick = TICK;

    MonitorConfig config() {
        return config(dataDir, tick);
    }

    MonitorConfig config(Path directory, Duration pace) {
        Map<String, String> properties = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(KAFKA_PREFIX))
                .forEach(name -> properties.put(name.substring(KAFKA_PREFIX.length()), System.getProperty(name, "")));
        properties.putAll(kafka);
        return new MonitorConfig(
                directory, bootstrapServers, properties, brokerPort, pace, registry, regions, model, alertRules);
    }
}
