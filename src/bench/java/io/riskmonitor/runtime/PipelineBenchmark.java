package io.riskmonitor.runtime;

import io.riskmonitor.bench.Workload;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * Revisions a second of the monitor's topology beside a plain consumer, a topology that does nothing, and the same work in Flink: in
 * one process, on one embedded broker, in turn. Each side reads a log of its own, as long as it takes it so many seconds, found out
 * by short runs; medians of the rounds.
 */
public final class PipelineBenchmark {
    /** Each side is faster in the end than when its log is measured out. */
    private static final double RESERVE = 1.3;

    /** As much of the time that a side is to take makes a log long enough. */
    private static final double ENOUGH = 0.7;

    private static final int LEAST = 500;
    /** A consumer reads so many again and again. */
    private static final int MOST = 1_000_000;

    private static final int SAMPLE = 2_000;
    private static final List<String> COMPARED = List.of("monitor", "flink");

    private final Settings settings;
    private final PrintWriter out;

    /**
     * How much is run.
     *
     * @param rounds measured, after those that warm up
     * @param seconds that each side is to take in a round
     * @param trial revisions of the first run of each side, which all sides read and must agree on
     * @param checkpoints how often Flink commits
     * @param sides names of those that run; all if there are none
     * @param streams properties of Streams that take the place of the monitor's own, for both topologies
     */
    public record Settings(
            int rounds, int seconds, int trial, Duration checkpoints, Set<String> sides, Map<String, String> streams) {
        public Settings {
            sides = Set.copyOf(sides);
            streams = Map.copyOf(streams);
        }
    }

    public PipelineBenchmark(Settings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /** The built-in registry, regions, model and rules. */
    static World world(Path dir) {
        return World.load(new MonitorConfig(dir, null, Map.of(), 0, Duration.ofSeconds(1), null, null, null, null));
    }

    public void run() throws Exception {
        Path dir = Files.createTempDirectory("pipeline-benchmark");
        try (BenchCluster cluster = new BenchCluster(dir)) {
            run(cluster, world(dir));
        } finally {
            Utils.delete(dir.toFile());
        }
    }

    private void run(BenchCluster cluster, World world) throws Exception {
        List<Side> sides = Stream.of(
                        new PlainConsumer(cluster, Duration.ofSeconds(settings.seconds())),
                        new PassThrough(cluster, settings.streams()),
                        new MonitorSide(cluster, world, settings.streams(), MonitorSide.Watch.NONE),
                        new FlinkSide(cluster, settings.checkpoints()))
                .filter(side -> settings.sides().isEmpty() || settings.sides().contains(side.name()))
                .toList();
        if (sides.isEmpty()) {
            throw new IllegalArgumentException("no side is called " + settings.sides());
        }
        Map<Side, BenchCluster.Log> logs = calibrated(cluster, world, sides);
        Map<Side, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Side side : sides) {
                BenchCluster.Log log = Objects.requireNonNull(logs.get(side));
                Side.Lap lap = lap(cluster, side, log, "round-" + round + "." + side.name() + ".");
                rates.computeIfAbsent(side, s -> new ArrayList<>()).add(lap.perSecond());
                out.printf("round %d, %s: %s%n", round, side.name(), told(lap));
                out.flush();
            }
        }
        report(sides, rates);
    }

    /** Runs each side for a moment, to warm it up and see how fast it is, and writes it a log that takes it long enough. */
    private Map<Side, BenchCluster.Log> calibrated(BenchCluster cluster, World world, List<Side> sides)
            throws Exception {
        Map<Side, BenchCluster.Log> logs = new HashMap<>();
        BenchCluster.Log trial = cluster.write("trial.", settings.trial());
        for (Side side : sides) {
            Side.Lap first = side.run(trial, "trial." + side.name() + ".");
            out.printf("trial, %s: %s%n", side.name(), told(first));
            out.flush();
            logs.put(side, trial);
            if (settings.seconds() > 0) {
                logs.put(side, measuredOut(cluster, side, first));
            }
        }
        if (logs.keySet().stream().map(Side::name).collect(Collectors.toSet()).containsAll(COMPARED)) {
            int agreed = new Agreement(cluster, world.model().decay()).check("trial.monitor.", "trial.flink.");
            out.printf("monitor and Flink agree on %d subjects%n", agreed);
        }
        out.printf("a revision is %.1f contributions on average%n", contributions(world));
        return logs;
    }

    /**
     * A log that takes a side about as long as it is to. Most of its first runs is spent on things that are done once, so it takes
     * a few, which warm it up too.
     */
    private BenchCluster.Log measuredOut(BenchCluster cluster, Side side, Side.Lap first) throws Exception {
        Side.Lap last = first;
        for (int run = 1; ; run++) {
            String prefix = "measured-" + run + "." + side.name() + ".";
            BenchCluster.Log log = cluster.write(prefix, revisions(last, settings.seconds() * RESERVE));
            last = lap(cluster, side, log, prefix + "run.");
            if (last.took().toMillis() >= ENOUGH * settings.seconds() * 1000 || log.revisions() == MOST) {
                return log;
            }
            cluster.remove(prefix);
        }
    }

    private static double contributions(World world) {
        Attribution attribution = new Attribution(world.model(), world.regions(), world.interests());
        SiteIndex sites = new SiteIndex(world.registry());
        Workload workload = new Workload(1, Instant.now());
        return IntStream.range(0, SAMPLE)
                .mapToObj(i -> workload.next())
                .filter(revision -> !revision.isRetraction())
                .mapToInt(revision ->
                        attribution.contributions(Incident.of(revision), sites).size())
                .average()
                .orElseThrow();
    }

    private static int revisions(Side.Lap lap, double seconds) {
        return (int) Math.max(LEAST, Math.min(MOST, lap.perSecond() * seconds));
    }

    private static String told(Side.Lap lap) {
        return "%,d revisions in %,d ms, %,.0f/s"
                .formatted(lap.revisions(), lap.took().toMillis(), lap.perSecond());
    }

    private static Side.Lap lap(BenchCluster cluster, Side side, BenchCluster.Log log, String prefix) throws Exception {
        Side.Lap lap = side.run(log, prefix);
        cluster.remove(prefix);
        removed(cluster.dir(prefix + "app"));
        removed(cluster.dir(prefix + "checkpoints"));
        return lap;
    }

    private static void removed(Path dir) throws IOException {
        if (Files.exists(dir)) {
            Utils.delete(dir.toFile());
        }
    }

    private void report(List<Side> sides, Map<Side, List<Double>> rates) {
        Map<String, Double> medians = new HashMap<>();
        out.println();
        out.println("| side | revisions/s, median of " + settings.rounds() + " | least | most |");
        out.println("|---|---|---|---|");
        for (Side side : sides) {
            double[] sorted = rates.getOrDefault(side, List.of()).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            double median = sorted[sorted.length / 2];
            medians.put(side.name(), median);
            out.printf("| %s | %,.0f | %,.0f | %,.0f |%n", side.name(), median, sorted[0], sorted[sorted.length - 1]);
        }
        for (String other : Arrays.asList("pass-through", "flink")) {
            if (medians.containsKey("monitor") && medians.containsKey(other)) {
                out.printf("monitor/%s: %.3f%n", other, medians.get("monitor") / medians.get(other));
            }
        }
        out.flush();
    }
}
