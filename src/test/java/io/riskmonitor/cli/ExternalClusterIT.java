package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.Containers;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Outcome;
import io.riskmonitor.testing.SaslBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A cluster outside, reached with a name and a password that pass through as Kafka's own client properties: a broker in this
 * process, and a real one in a container.
 */
@ParameterizedClass
@EnumSource
class ExternalClusterIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final String ENTRY = """
            {"id":"one","type":"ARMED_CLASH","date":"2026-01-05","lat":14.5,"lon":-4.2,"deaths":3}""";

    /** Where the broker runs. */
    enum Place {
        PROCESS,
        CONTAINER
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Place place;

    private @Nullable AutoCloseable cluster;

    private String bootstrapServers = "";

    @BeforeEach
    void start() throws Exception {
        if (place == Place.CONTAINER) {
            KafkaContainer container = Containers.saslKafka();
            cluster = container;
            bootstrapServers = container.getBootstrapServers();
        } else {
            SaslBroker broker = new SaslBroker(Files.createDirectory(dir.resolve("cluster")));
            cluster = broker;
            bootstrapServers = broker.bootstrapServers();
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldRefuseThenApplyAndIngestWhenTheClusterAsksForAPassword() throws Exception {
        Outcome intruder = JAR.run(options("wrong", "topics", "plan"));
        assertThat(intruder.exitCode()).isEqualTo(1);
        assertThat(intruder.err()).containsIgnoringCase("authentication").doesNotContain(SaslBroker.PASSWORD);

        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("ticks", 12, (short) 1)))
                    .all()
                    .get();
            Outcome plan = JAR.run(options(SaslBroker.PASSWORD, "topics", "plan"));
            assertThat(plan.exitCode()).isEqualTo(1);
            assertThat(plan.out()).contains("REFUSE    ticks: it has 12 partitions", "create    incidents");
            assertThat(JAR.run(options(SaslBroker.PASSWORD, "topics", "apply")).exitCode())
                    .isEqualTo(1);
            assertThat(admin.listTopics().names().get()).containsExactly("ticks");
            admin.deleteTopics(List.of("ticks")).all().get();

            Outcome applied = JAR.run(options(SaslBroker.PASSWORD, "topics", "apply"));
            assertThat(applied.succeeded().out()).contains("create    ticks", "done");
            assertThat(admin.listTopics().names().get()).contains("ticks", "report-revisions", "dead-letters");

            JsonNode summary = JAR.run(options(SaslBroker.PASSWORD, "ingest", "desk", entry(), "--json"))
                    .succeeded()
                    .json();
            assertThat(summary.get("revisions").asInt()).isEqualTo(1);
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .contains("mali-risk-monitor");
            assertThat(dir.resolve("data").resolve("kafka")).doesNotExist();
        }
    }

    private String[] options(String password, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--data-dir",
                dir.resolve("data").toString(),
                "--bootstrap-servers",
                bootstrapServers,
                "--kafka",
                "security.protocol=SASL_PLAINTEXT",
                "--kafka",
                "sasl.mechanism=PLAIN",
                "--kafka",
                "sasl.jaas.config=" + SaslBroker.jaas(password)));
        return all.toArray(String[]::new);
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                SaslBroker.jaas(SaslBroker.PASSWORD)));
    }

    private String entry() throws IOException {
        return Files.writeString(dir.resolve("entry.json"), ENTRY).toString();
    }
}
