package io.riskmonitor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;

/** Real brokers in containers. Where there is no Docker, the test fails under {@code CI=true} and is visibly skipped elsewhere. */
public final class Containers {
    /** The broker of the release that the clients are of; {@code .ci/containers} makes the image where none can be had. */
    private static final String KAFKA = "apache/kafka:" + AppInfoParser.getVersion();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String JAAS = "KAFKA_LISTENER_NAME_PLAINTEXT_PLAIN_SASL_JAAS_CONFIG";

    private Containers() {}

    /** A cluster of one node that lets in everybody. */
    public static KafkaContainer kafka() {
        return started(Map.of());
    }

    /** A cluster of one node that lets in nobody without the name and password of {@link SaslBroker}. */
    public static KafkaContainer saslKafka() {
        return started(Map.of(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "BROKER:PLAINTEXT,PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "KAFKA_LISTENER_NAME_PLAINTEXT_SASL_ENABLED_MECHANISMS",
                "PLAIN",
                JAAS,
                SaslBroker.users()));
    }

    private static KafkaContainer started(Map<String, String> settings) {
        docker();
        KafkaContainer kafka = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
                .withEnv(settings)
                .withStartupTimeout(PATIENCE);
        kafka.start();
        return kafka;
    }

    /** The program, once the engine answers it. */
    static Path docker() {
        Path docker = Tool.named("docker", "docker.io");
        try {
            int answer = new ProcessBuilder(docker.toString(), "info")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (answer != 0) {
                throw Tool.missing("Docker's engine does not answer; .ci/containers starts it");
            }
            return docker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
