package io.riskmonitor.replay;

import io.riskmonitor.broker.DataDirLock;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.testing.LiveMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a replay takes from its first tick to its last, without starting and writing, and how long a plain consumer takes to
 * read the same log. The first year is that of a JVM just started. Not among the tests, as it is about time:
 *
 * <pre>mvn -B test -Dtest=ReplaySpeedBenchmark</pre>
 */
class ReplaySpeedBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void measure(@TempDir Path dir) throws IOException {
        MonitorConfig config = LiveMonitor.config(dir.resolve("data"), Duration.ofSeconds(1), null);
        World world = World.load(config);
        try (ReplayEngine engine = ReplayEngine.open(config)) {
            measure(engine, dir.resolve("data"), world, "2015-01-01", "2016-01-01", "the first year");
            measure(engine, dir.resolve("data"), world, "2015-01-01", "2016-01-01", "a year");
            measure(engine, dir.resolve("data"), world, "1990-01-01", "2020-12-31", "1990-2020");
        }
    }

    private static void measure(ReplayEngine engine, Path dataDir, World world, String from, String to, String what)
            throws IOException {
        ReplaySpan span = ReplaySpan.of(
                Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"), Duration.ofDays(1), NOW);
        ReplayManifest manifest = ReplayManifest.of(
                new ReplayManifest.Program("benchmark", "unknown"),
                ReplayInputs.history(world.regions(), NOW),
                span,
                Knowledge.AS_KNOWN,
                world);
        ReplayEngine.Run run =
                new ReplayEngine.Run("speed", world, manifest.told().revisions(), span.ticks(), 1, 2);
        Duration took = engine.run(run, (told, reached) -> span.ticks().size()).orElseThrow();
        long begun = System.nanoTime();
        long records = readPlainly(dataDir);
        Duration plainly = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "%s: %d ticks, %d revisions in %d ms; a plain consumer reads the %d records of its log in %d ms: %.1f times%n",
                what,
                span.ticks().size(),
                manifest.told().revisions().size(),
                took.toMillis(),
                records,
                plainly.toMillis(),
                (double) took.toNanos() / plainly.toNanos());
        engine.discard("speed");
    }

    private static long readPlainly(Path dataDir) {
        String bootstrap = DataDirLock.owner(dataDir).orElseThrow().get("bootstrap");
        List<TopicPartition> log = List.of(
                new TopicPartition("replay.speed.report-revisions", 0), new TopicPartition("replay.speed.ticks", 0));
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(log);
            consumer.seekToBeginning(log);
            Map<TopicPartition, Long> ends = consumer.endOffsets(log);
            long records = 0;
            while (log.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                records += consumer.poll(Duration.ofMillis(100)).count();
            }
            return records;
        }
    }
}
