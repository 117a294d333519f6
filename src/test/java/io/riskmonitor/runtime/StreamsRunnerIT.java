package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of a topology that faults end. */
class StreamsRunnerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String IN = "in";
    private static final String SEEN = "seen";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void shouldGoOnWithoutLossAfterAFaultThatPasses() throws Exception {
        try (EmbeddedBroker broker = broker()) {
            AtomicInteger left = new AtomicInteger(1);
            try (StreamsRunner runner = runner(broker, record -> {
                if (record.key().equals("b") && left.getAndDecrement() > 0) {
                    throw new StreamsException("at a commit", new TimeoutException("no metadata"));
                }
            })) {
                write(broker, "a", "b", "c");
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> Stream.of("a", "b", "c")
                                .allMatch(key -> "1".equals(runner.store(SEEN).get(key))));
                assertThat(left).hasNegativeValue();
                assertThat(runner.failure()).isNull();
                await().atMost(PATIENCE).until(runner::isRunning);
            }
        }
    }

    @Test
    void shouldStopAndTellAtAFaultThatWouldComeAgain() throws Exception {
        try (EmbeddedBroker broker = broker();
                StreamsRunner runner = runner(broker, record -> {
                    throw new IllegalStateException("a defect");
                })) {
            write(broker, "a");
            await().atMost(PATIENCE).until(() -> runner.failure() != null);
            assertThat(runner.failure()).hasStackTraceContaining("a defect");
            await().atMost(PATIENCE).until(() -> !runner.isRunning());
        }
    }

    private EmbeddedBroker broker() {
        return EmbeddedBroker.start(new EmbeddedBrokerConfig(dir.resolve("broker"), 0));
    }

    private static Map<String, Object> clients(EmbeddedBroker broker) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    }

    private StreamsRunner runner(EmbeddedBroker broker, Trouble trouble)
            throws ExecutionException, InterruptedException {
        Map<String, Object> clients = clients(broker);
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(List.of(new NewTopic(IN, 1, (short) 1))).all().get();
        }
        Topology topology = new Topology();
        topology.addSource(
                "source", Serdes.String().deserializer(), Serdes.String().deserializer(), IN);
        topology.addProcessor("count", () -> new Counting(trouble), "source");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(SEEN), Serdes.String(), Serdes.String()),
                "count");
        Path state = dir.resolve("state");
        Map<String, Object> properties =
                StreamsProperties.of(clients, "troubled", "one", state, "dead-letters", new UnreadableRecords());
        // What a thread had is given away once its member of the group is missed, which brokers bear after six seconds.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        StreamsRunner runner = new StreamsRunner(topology, properties, CleanStop.begin(state.resolve("troubled")));
        runner.start();
        runner.awaitRunning(PATIENCE);
        return runner;
    }

    private static void write(EmbeddedBroker broker, String... keys) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(clients(broker), new StringSerializer(), new StringSerializer())) {
            for (String key : keys) {
                producer.send(new ProducerRecord<>(IN, key, "")).get();
            }
        }
    }

    /** What happens to a record once it has been counted. */
    private interface Trouble {
        void after(Record<String, String> record);
    }

    /** How often each key came. */
    private static final class Counting extends ContextualProcessor<String, String, Void, Void> {
        private final Trouble trouble;

        Counting(Trouble trouble) {
            this.trouble = trouble;
        }

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> seen = context().getStateStore(SEEN);
            String before = seen.get(record.key());
            seen.put(record.key(), Integer.toString(before == null ? 1 : Integer.parseInt(before) + 1));
            trouble.after(record);
        }
    }
}
