package io.riskmonitor.runtime;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * What the process keeps on its heap, broker included, while very many revisions go through: used bytes right after a full
 * collection, in steps of time. All reports are new but for some corrections, so whatever grew with them would be seen.
 */
public final class HeapBenchmark {
    private static final double MB = 1 << 20;

    private final int revisions;
    private final Duration every;
    private final PrintWriter out;

    private record Sample(long revisions, double megabytes) {}

    /** @param every how often the heap is collected and measured */
    public HeapBenchmark(int revisions, Duration every, PrintWriter out) {
        this.revisions = revisions;
        this.every = every;
        this.out = out;
    }

    public void run() throws Exception {
        Path dir = Files.createTempDirectory("heap-benchmark");
        List<Sample> samples = new CopyOnWriteArrayList<>();
        out.println("| revisions | used heap after a full collection, MB |");
        out.println("|---|---|");
        try (BenchCluster cluster = new BenchCluster(dir)) {
            BenchCluster.Log log = cluster.write("log.", revisions);
            Side.Lap lap = new MonitorSide(
                            cluster,
                            PipelineBenchmark.world(dir),
                            Map.of(),
                            (application, streams) -> watch(cluster, application, log, samples))
                    .run(log, "heap.");
            out.printf(
                    "%,d revisions in %d s, %,.0f/s with the collections%n",
                    revisions, lap.took().toSeconds(), lap.perSecond());
        } finally {
            Utils.delete(dir.toFile());
        }
        report(samples);
    }

    private Runnable watch(BenchCluster cluster, String application, BenchCluster.Log log, List<Sample> samples) {
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> unused = pace.scheduleAtFixedRate(
                () -> take(new Sample(reached(cluster, application, log), usedMegabytes()), samples),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> {
            pace.shutdownNow();
            take(new Sample(revisions, usedMegabytes()), samples);
        };
    }

    /** Says it at once: a run that ends before its end has told how far it came. */
    private void take(Sample sample, List<Sample> samples) {
        samples.add(sample);
        out.printf("| %,d | %.1f |%n", sample.revisions(), sample.megabytes());
        out.flush();
    }

    private static long reached(BenchCluster cluster, String application, BenchCluster.Log log) {
        try {
            return cluster
                    .admin()
                    .listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> isOf(log, entry.getKey()) && entry.getValue() != null)
                    .map(Map.Entry::getValue)
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOf(BenchCluster.Log log, TopicPartition partition) {
        return partition.topic().equals(log.topic().name());
    }

    private static double usedMegabytes() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MB;
    }

    private void report(List<Sample> samples) {
        int quarter = Math.max(1, samples.size() / 4);
        double first = median(samples.subList(0, quarter));
        double last = median(samples.subList(samples.size() - quarter, samples.size()));
        out.printf("last quarter/first quarter, medians: %.1f/%.1f MB = %.2f%n", last, first, last / first);
        out.flush();
    }

    private static double median(List<Sample> samples) {
        double[] sorted =
                samples.stream().mapToDouble(Sample::megabytes).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
