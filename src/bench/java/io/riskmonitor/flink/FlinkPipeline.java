package io.riskmonitor.flink;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job, on a cluster in this process: revisions to shares of regions and sites, corrected by report, summed and scored by owner,
 * written under exactly once. State is on the heap, Flink's own choice and the fastest that it has; objects are passed on, not copied.
 */
public final class FlinkPipeline {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 5;

    private final String bootstrapServers;
    private final int parallelism;
    private final Duration checkpoints;

    /** @param checkpoints how often what has been written is committed */
    public FlinkPipeline(String bootstrapServers, int parallelism, Duration checkpoints) {
        this.bootstrapServers = bootstrapServers;
        this.parallelism = parallelism;
        this.checkpoints = checkpoints;
    }

    /**
     * Reads a log to where it ends now, and returns when all scores are committed.
     *
     * @return how long that took from the moment at which all tasks ran
     * @throws Exception as Flink does
     */
    @SuppressWarnings("try") // whether closing is interrupted does not matter to what was measured
    public Duration run(String log, String regionScores, String projectScores, Path dir) throws Exception {
        Configuration settings = settings(dir);
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .setConfiguration(settings)
                .build())) {
            cluster.start();
            JobGraph job = job(settings, log, regionScores, projectScores);
            cluster.submitJob(job).get();
            awaitRunning(cluster, job);
            long begun = System.nanoTime();
            cluster.requestJobResult(job.getJobID()).get().toJobExecutionResult(FlinkPipeline.class.getClassLoader());
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private Configuration settings(Path dir) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir.toUri().toString());
        settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        return settings;
    }

    private static void awaitRunning(MiniCluster cluster, JobGraph job) throws Exception {
        boolean running = false;
        while (!running) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            running = true;
            for (AccessExecutionJobVertex vertex :
                    cluster.getExecutionGraph(job.getJobID()).get().getVerticesTopologically()) {
                ExecutionState state = vertex.getAggregateState();
                running &= state == ExecutionState.RUNNING || state.isTerminal();
            }
        }
    }

    private JobGraph job(Configuration settings, String log, String regionScores, String projectScores) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        environment.setParallelism(parallelism);
        environment.getConfig().enableObjectReuse();
        environment
                .fromSource(source(log), WatermarkStrategy.noWatermarks(), "ingest-revisions")
                .map(new JoinSites())
                .returns(Joined.class)
                .keyBy(joined -> joined.report, Types.STRING)
                .process(new Correct(), TypeInformation.of(Change.class))
                .keyBy(change -> change.owner, Types.STRING)
                .process(new Score(), Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE)))
                .sinkTo(sink(log, regionScores, projectScores));
        return environment.getStreamGraph().getJobGraph();
    }

    private KafkaSource<byte[]> source(String log) {
        return KafkaSource.<byte[]>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(log)
                .setGroupId("flink-" + log)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new Bytes())
                .setProperty("isolation.level", "read_committed")
                .build();
    }

    private KafkaSink<Tuple2<String, byte[]>> sink(String log, String regionScores, String projectScores) {
        return KafkaSink.<Tuple2<String, byte[]>>builder()
                .setBootstrapServers(bootstrapServers)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(regionScores + "-" + log)
                .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()))
                .setProperty("compression.type", "lz4")
                .setProperty("linger.ms", "2")
                .setRecordSerializer(KafkaRecordSerializationSchema.<Tuple2<String, byte[]>>builder()
                        .setTopicSelector(score -> score.f0.startsWith("region/") ? regionScores : projectScores)
                        .setKeySerializationSchema(
                                (Tuple2<String, byte[]> score) -> score.f0.getBytes(StandardCharsets.UTF_8))
                        .setValueSerializationSchema((Tuple2<String, byte[]> score) -> score.f1)
                        .build())
                .build();
    }

    private static final class Bytes extends AbstractDeserializationSchema<byte[]> {
        private static final long serialVersionUID = 1L;

        Bytes() {
            super(byte[].class);
        }

        @Override
        public byte[] deserialize(byte[] message) {
            return message;
        }
    }
}
