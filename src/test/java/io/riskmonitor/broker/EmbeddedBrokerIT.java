package io.riskmonitor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker in this JVM; that it survives a hard kill is shown with a process of its own. */
class EmbeddedBrokerIT {
    private static final String TOPIC = "kept";
    private static final int RECORDS = 1_000;

    @TempDir
    private Path dir;

    @Test
    void shouldHaveWhatWasCommittedWhenTheMarkOfACleanStopIsMissing() throws Exception {
        Path logs = dir.resolve("kafka");
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            try (Producer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                var unused = producer.send(new ProducerRecord<>(TOPIC, "committed"));
                producer.commitTransaction();
            }
            assertThat(FormerSession.isLeftOpen(logs)).isTrue();
        }
        assertThat(FormerSession.isLeftOpen(logs)).isFalse();
        Files.delete(logs.resolve(".kafka_cleanshutdown"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0))) {
            assertThat(all(broker.bootstrapServers()).subList(0, 1)).containsExactly("committed");
        }
    }

    @Test
    void shouldHaveEveryRecordWhenItIsStartedAgainOnAnotherPort() throws Exception {
        List<String> sent =
                IntStream.range(0, RECORDS).mapToObj(i -> "record " + i).toList();
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            try (Producer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                for (String value : sent) {
                    var unused = producer.send(new ProducerRecord<>(TOPIC, value));
                }
            }
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0))) {
            assertThat(all(broker.bootstrapServers())).isEqualTo(sent);
        }
    }

    @Test
    void shouldSayWhatToDoWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedBrokerConfig config = new EmbeddedBrokerConfig(dir, taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedBroker.start(config))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--broker-port");
        }
    }

    @Test
    void shouldBeHeldByOneOwnerWhoseNoteOnlyTheSameUserReads() throws Exception {
        assertThat(DataDirLock.isHeld(dir)).isFalse();
        try (DataDirLock lock = DataDirLock.tryAcquire(dir).orElseThrow()) {
            assertThat(DataDirLock.tryAcquire(dir)).isEmpty();
            lock.note(Map.of("http", "http://127.0.0.1:1", "token", "geheim=1"));
            assertThat(DataDirLock.owner(dir).orElseThrow())
                    .containsEntry("http", "http://127.0.0.1:1")
                    .containsEntry("token", "geheim=1")
                    .containsEntry("pid", Long.toString(ProcessHandle.current().pid()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(".owner"))))
                    .isEqualTo("rw-------");
        }
        assertThat(DataDirLock.owner(dir)).isEmpty();
        DataDirLock.tryAcquire(dir).orElseThrow().close();
    }

    @Test
    void shouldSayWhyWhenTheDirectoryCannotBeUsed() throws Exception {
        Path file = Files.write(dir.resolve("file"), "not a directory".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> DataDirLock.tryAcquire(file.resolve("data")))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("cannot be used");
    }

    private static List<String> all(String bootstrapServers) {
        List<String> values = new ArrayList<>();
        try (Consumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().iterator().next();
            while (consumer.position(partitions.get(0)) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
