package io.riskmonitor.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Compares the declared topics with a cluster's, and brings the cluster in line. */
public final class TopicAdmin {
    private static final long TIMEOUT_SECONDS = 60;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Admin admin;

    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * The topics as they are declared, with as many partitions as is wanted, or as the log of this cluster has: keys must
     * not move, so a cluster keeps the number that it began with.
     *
     * @param partitions null if nobody asks for a number
     */
    public Topics declared(@Nullable Integer partitions) {
        Topics declared = Topics.load();
        if (partitions != null) {
            return declared.spread(partitions);
        }
        String log = declared.reportRevisions().name();
        return await(admin.listTopics().names()).contains(log)
                ? declared.spread(await(admin.describeTopics(List.of(log))
                                .topicNameValues()
                                .values()
                                .iterator()
                                .next())
                        .partitions()
                        .size())
                : declared;
    }

    public TopicPlan plan(Topics topics) {
        return TopicPlan.between(topics.all(), existing(topics.all()));
    }

    /**
     * Brings the cluster in line with what is declared. Instances that are started together all do so: whoever finds that
     * another has made a topic meanwhile looks again.
     *
     * @param partitions as of {@link #declared}
     * @return the topics as they are now
     * @throws IllegalStateException naming every refusal, before anything is changed
     */
    public Topics align(@Nullable Integer partitions) {
        long start = System.nanoTime();
        while (true) {
            try {
                Topics declared = declared(partitions);
                apply(plan(declared));
                return declared;
            } catch (KafkaException e) {
                requireEarly(e, start);
            }
            pause();
        }
    }

    /**
     * Carries a plan out, all of it or nothing.
     *
     * @throws IllegalStateException naming every refusal, before anything is changed
     */
    public void apply(TopicPlan plan) {
        if (!plan.refusals().isEmpty()) {
            throw new IllegalStateException("nothing was changed: "
                    + plan.refusals().stream()
                            .map(refusal -> refusal.topic() + ": " + refusal.reason())
                            .collect(Collectors.joining("; ")));
        }
        List<NewTopic> create = new ArrayList<>();
        Map<String, NewPartitions> widen = new HashMap<>();
        Map<ConfigResource, Collection<AlterConfigOp>> configure = new HashMap<>();
        for (TopicPlan.Step step : plan.steps()) {
            if (step instanceof TopicPlan.Create c) {
                create.add(new NewTopic(c.spec().name(), Optional.of(c.spec().partitions()), Optional.empty())
                        .configs(c.spec().settings()));
            } else if (step instanceof TopicPlan.Widen w) {
                widen.put(w.topic(), NewPartitions.increaseTo(w.partitions()));
            } else if (step instanceof TopicPlan.Configure c) {
                configure.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, c.topic()),
                        c.settings().entrySet().stream()
                                .map(e -> new AlterConfigOp(
                                        new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
                                .toList());
            }
        }
        await(admin.createTopics(create).all());
        await(admin.createPartitions(widen).all());
        await(admin.incrementalAlterConfigs(configure).all());
        awaitServed(partitions(plan));
    }

    private static List<TopicPartition> partitions(TopicPlan plan) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicPlan.Step step : plan.steps()) {
            if (step instanceof TopicPlan.Create c) {
                add(c.spec().name(), c.spec().partitions(), partitions);
            } else if (step instanceof TopicPlan.Widen w) {
                add(w.topic(), w.partitions(), partitions);
            }
        }
        return partitions;
    }

    private static void add(String topic, int count, List<TopicPartition> partitions) {
        IntStream.range(0, count).mapToObj(p -> new TopicPartition(topic, p)).forEach(partitions::add);
    }

    /**
     * A cluster says that topics are made when its controller knows of them. Brokers learn of them a little later: until
     * then whoever asks is told that there is no such topic, and whoever writes that nobody leads it.
     */
    private void awaitServed(List<TopicPartition> partitions) {
        long start = System.nanoTime();
        while (true) {
            try {
                offsets(partitions, OffsetSpec.latest());
                return;
            } catch (KafkaException e) {
                requireEarly(e, start);
            }
            pause();
        }
    }

    /** Not all brokers know of what has been made a moment ago, here or by another instance. */
    private static void requireEarly(KafkaException fault, long start) {
        Throwable refusal = fault.getCause() == null ? null : fault.getCause().getCause();
        boolean isEarly = refusal instanceof InvalidMetadataException || refusal instanceof TopicExistsException;
        if (!isEarly || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS)) {
            throw fault;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while topics were being made", e);
        }
    }

    private Map<String, TopicPlan.Existing> existing(List<TopicSpec> declared) {
        Set<String> there = await(admin.listTopics().names());
        List<String> names =
                declared.stream().map(TopicSpec::name).filter(there::contains).toList();
        Map<String, TopicDescription> descriptions =
                await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        Map<String, TopicPlan.Existing> existing = new HashMap<>();
        descriptions.forEach((name, description) -> existing.put(
                name,
                new TopicPlan.Existing(
                        description.partitions().size(),
                        settings(configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name))),
                        isEmpty(description))));
        return existing;
    }

    private boolean isEmpty(TopicDescription topic) {
        List<TopicPartition> partitions = topic.partitions().stream()
                .map(p -> new TopicPartition(topic.name(), p.partition()))
                .toList();
        return offsets(partitions, OffsetSpec.earliest()).equals(offsets(partitions, OffsetSpec.latest()));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        return await(admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    private static Map<String, String> settings(@Nullable Config config) {
        return config == null
                ? Map.of()
                : config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("the cluster refused: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("the cluster did not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the cluster", e);
        }
    }
}
