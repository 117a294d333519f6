package io.riskmonitor.runtime;

import io.riskmonitor.bench.Workload;
import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topic.TopicAdmin;
import io.riskmonitor.topic.TopicPlan;
import io.riskmonitor.topic.TopicSpec;
import io.riskmonitor.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The monitor's embedded broker with logs of revisions on it. */
final class BenchCluster implements AutoCloseable {
    private static final long SEED = 17;

    private final EmbeddedBroker broker;
    private final Admin admin;
    private final Path dir;

    /**
     * A topic of revisions.
     *
     * @param last offset of the last record of each partition
     */
    record Log(Topic<String, Revision> topic, int revisions, Map<TopicPartition, Long> last) {}

    /** @param dir an empty directory */
    BenchCluster(Path dir) {
        this.dir = dir;
        this.broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir.resolve("broker"), 0));
        this.admin = Admin.create(clientProperties());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Map<String, Object> clientProperties() {
        return new HashMap<>(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    Admin admin() {
        return admin;
    }

    /** A directory of that name beside the broker's. */
    Path dir(String name) {
        return dir.resolve(name);
    }

    /** Makes all of the monitor's topics with names that begin so. */
    Topics topics(String prefix) {
        Topics topics = Topics.load(prefix);
        TopicAdmin topicAdmin = new TopicAdmin(admin);
        topicAdmin.apply(topicAdmin.plan(topics));
        return topics;
    }

    /** Makes one topic of the monitor with another name; each further one would cost the broker something. */
    void topic(TopicSpec spec) {
        new TopicAdmin(admin).apply(new TopicPlan(List.of(new TopicPlan.Create(spec))));
    }

    /** Writes the workload's first revisions, learnt up to now, to a topic as the monitor keeps its log. */
    Log write(String prefix, int revisions) {
        Topics names = Topics.load(prefix);
        topic(names.reportRevisions());
        Topic<String, Revision> topic = names.typed().reportRevisions();
        Map<TopicPartition, Long> last = new ConcurrentHashMap<>();
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        Map<String, Object> properties = clientProperties();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        Workload workload = new Workload(SEED, Instant.now().minusMillis(revisions));
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < revisions; i++) {
                Revision revision = workload.next();
                var unused = producer.send(
                        new ProducerRecord<>(
                                topic.name(),
                                null,
                                revision.recordedAt().toEpochMilli(),
                                revision.id().toString(),
                                topic.values().serializer().serialize(topic.name(), revision)),
                        (metadata, fault) -> {
                            if (fault != null) {
                                failed.set(fault);
                            } else {
                                last.merge(
                                        new TopicPartition(metadata.topic(), metadata.partition()),
                                        metadata.offset(),
                                        Math::max);
                            }
                        });
            }
        }
        if (failed.get() != null) {
            throw new KafkaException("the log cannot be written", failed.get());
        }
        return new Log(topic, revisions, Map.copyOf(last));
    }

    /** Removes all topics with names that begin so. */
    void remove(String prefix) {
        try {
            List<String> names = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
            admin.deleteTopics(names).all().get();
        } catch (ExecutionException e) {
            throw new KafkaException("topics " + prefix + "… cannot be removed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while removing topics", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
