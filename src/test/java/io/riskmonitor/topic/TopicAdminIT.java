package io.riskmonitor.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.broker.EmbeddedBroker;
import io.riskmonitor.broker.EmbeddedBrokerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded broker has been told to make, it serves. */
class TopicAdminIT {
    private static final int PARTITIONS = 12;
    private static final int TIMES = 10;
    private static final int INSTANCES = 4;

    @Test
    void shouldAnswerForEachPartitionAsSoonAsTopicsAreApplied(@TempDir Path dir) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin topicAdmin = new TopicAdmin(admin);
            for (int i = 0; i < TIMES; i++) {
                Topics topics = Topics.load().ofRun("run-" + i + ".", PARTITIONS);
                topicAdmin.apply(topicAdmin.plan(topics));

                Map<TopicPartition, OffsetSpec> ends = topics.all().stream()
                        .flatMap(topic -> IntStream.range(0, topic.partitions())
                                .mapToObj(p -> new TopicPartition(topic.name(), p)))
                        .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
                assertThat(admin.listOffsets(ends).all().get()).hasSameSizeAs(ends);
            }
            // A cluster keeps the number of partitions that it began with, whoever comes later.
            assertThat(topicAdmin.declared(null).all()).isEqualTo(Topics.load().all());
            topicAdmin.apply(topicAdmin.plan(topicAdmin.declared(3)));
            assertThat(topicAdmin.declared(null).contributions().partitions()).isEqualTo(3);
            assertThat(topicAdmin.plan(topicAdmin.declared(null)).changesNothing())
                    .isTrue();
        }
    }

    /** As instances do that are started together on a new cluster. */
    @Test
    void shouldMakeTheTopicsOnceWhenSeveralDoAtTheSameTime(@TempDir Path dir) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(INSTANCES);
        try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerConfig(dir, 0));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            CyclicBarrier together = new CyclicBarrier(INSTANCES);
            List<Future<Topics>> aligned = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                aligned.add(threads.submit(() -> {
                    together.await();
                    return new TopicAdmin(admin).align(3);
                }));
            }
            for (Future<Topics> topics : aligned) {
                assertThat(topics.get().all()).isEqualTo(Topics.load().spread(3).all());
            }
            assertThat(new TopicAdmin(admin).plan(Topics.load().spread(3)).changesNothing())
                    .isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
