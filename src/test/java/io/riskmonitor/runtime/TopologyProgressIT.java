package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.TopicSpec;
import io.riskmonitor.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left is measured by the offsets that are committed; a client stands in for the topology and commits them. */
class TopologyProgressIT {
    private static final String APPLICATION = "measured";

    @TempDir
    private Path dir;

    @Test
    void shouldFallWithWhatIsDoneHoweverMuchThatBringsAboutAndNotWithNewTicks() throws Exception {
        Topics topics = Topics.load().ofRun("measured.", 2);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0))) {
            Map<String, Object> clients =
                    Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            try (Admin admin = Admin.create(clients);
                    KafkaProducer<byte[], byte[]> producer =
                            new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
                TopicAdmin topicAdmin = new TopicAdmin(admin);
                topicAdmin.apply(topicAdmin.plan(topics));
                TopologyProgress progress = new TopologyProgress(admin, APPLICATION, Duration.ofMinutes(1), () -> null);
                write(producer, topics.reportRevisions(), 3);
                long begun = progress.left(topics);

                commit(admin, topics.reportRevisions(), 1);
                write(producer, topics.reportChanges(), 5);
                write(producer, topics.contributions(), 7);
                assertThat(progress.left(topics)).isEqualTo(begun - 1);
                commit(admin, topics.contributions(), 4);
                assertThat(progress.left(topics)).isEqualTo(begun - 5);

                write(producer, topics.ticks(), 1);
                assertThat(progress.left(topics)).isEqualTo(begun - 4);
                commit(admin, topics.ticks(), 1);
                assertThat(progress.left(topics)).isEqualTo(begun - 5);
            }
        }
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, TopicSpec topic, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[] {2}))
                    .get();
        }
    }

    private static void commit(Admin admin, TopicSpec topic, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        APPLICATION, Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
