package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.topic.LatencyHeader;
import io.riskmonitor.topic.Topic;
import io.riskmonitor.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From sending a revision to reading each score that it moved, as a reader of committed records sees it: embedded broker,
 * exactly once, built-in registry, 200 revisions a second. Not among the tests, as it is about time:
 *
 * <pre>mvn -B test -Dtest=ScoreLatencyBenchmark [-Dbenchmark.seconds=60] [-Dbenchmark.rate=200]</pre>
 */
class ScoreLatencyBenchmark {
    private static final int SECONDS = Integer.getInteger("benchmark.seconds", 60);
    private static final int PER_SECOND = Integer.getInteger("benchmark.rate", 200);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final long SEED = 17;

    @Test
    void measure(@TempDir Path dataDir) throws Exception {
        try (LiveMonitor live = new LiveMonitor(LiveMonitor.config(dataDir, Duration.ofSeconds(1), null))) {
            Queue<Long> latencies = new ConcurrentLinkedQueue<>();
            AtomicBoolean measuring = new AtomicBoolean();
            live.monitor().scores().listen((score, latency) -> {
                if (measuring.get() && latency.isPresent()) {
                    latencies.add(latency.getAsLong());
                }
            });
            Random random = new Random(SEED);
            send(live, random, WARM_UP.toSeconds());
            measuring.set(true);
            send(live, random, SECONDS);
            TimeUnit.SECONDS.sleep(1); // for the last scores to arrive
            measuring.set(false);
            long[] sorted =
                    latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            assertThat(sorted.length).isGreaterThan(SECONDS * PER_SECOND / 2);
            System.out.printf(
                    "revision to score, %d/s for %d s, %d scores: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms%n",
                    PER_SECOND,
                    SECONDS,
                    sorted.length,
                    percentile(sorted, 0.5),
                    percentile(sorted, 0.9),
                    percentile(sorted, 0.99),
                    sorted[sorted.length - 1]);
        }
    }

    private static long percentile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static void send(LiveMonitor live, Random random, long seconds) {
        Map<String, Object> properties = live.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        Topic<String, Revision> topic = Topics.load().typed().reportRevisions();
        try (Producer<String, Revision> producer = new KafkaProducer<>(
                properties, new StringSerializer(), topic.values().serializer())) {
            long start = System.nanoTime();
            long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            for (long i = 0; i < seconds * PER_SECOND; i++) {
                long due = start + i * step;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                Instant now = Instant.now();
                Report report = Reports.report("bench:" + random.nextLong())
                        .at(11 + 5 * random.nextDouble(), -11 + 10 * random.nextDouble())
                        .uncertaintyKm(random.nextInt(20))
                        .on(now.minusSeconds(random.nextInt(1_000_000)))
                        .fatalities(random.nextInt(10))
                        .build();
                Revision revision = new Revision(report.id(), now, "benchmark", report);
                ProducerRecord<String, Revision> record = new ProducerRecord<>(
                        topic.name(), null, now.toEpochMilli(), report.id().toString(), revision);
                LatencyHeader.stamp(record.headers(), System.currentTimeMillis());
                var unused = producer.send(record);
            }
        }
    }
}
