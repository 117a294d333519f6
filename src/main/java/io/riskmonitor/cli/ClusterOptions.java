package io.riskmonitor.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches Kafka. */
final class ClusterOptions {
    /** JVM properties that begin so are client properties: {@code -Dkafka.security.protocol=SASL_SSL}. */
    private static final String KAFKA_PREFIX = "kafka.";

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
    private Map<String, String> kafka = new LinkedHashMap<>();

    /** Client properties by Kafka's own names; those of the command line win over those of the JVM. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(KAFKA_PREFIX))
                .forEach(name -> properties.put(name.substring(KAFKA_PREFIX.length()), System.getProperty(name, "")));
        properties.putAll(kafka);
        return properties;
    }
}
