package io.riskmonitor;

import io.riskmonitor.bench.JmhRun;
import io.riskmonitor.runtime.HeapBenchmark;
import io.riskmonitor.runtime.PipelineBenchmark;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs the benchmarks that are asked for: {@code mvn -B -Pbench test -Dbench="--help"}. */
@CommandLine.Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures; src/docs/PERFORMANCE.md has what came out.")
public final class Benchmarks implements Callable<Integer> {
    /** What there is to be measured. */
    enum Part {
        JMH,
        PIPELINE,
        HEAP
    }

    @CommandLine.Option(
            names = "--parts",
            split = ",",
            description = "any of ${COMPLETION-CANDIDATES}; all but HEAP by default, which takes its time")
    private Set<Part> parts = EnumSet.of(Part.JMH, Part.PIPELINE);

    @CommandLine.Option(names = "--quick", description = "only shows that all of them run; its figures mean nothing")
    private boolean quick;

    @CommandLine.Option(names = "--rounds", description = "of the pipeline; ${DEFAULT-VALUE} by default")
    private int rounds = 5;

    @CommandLine.Option(
            names = "--seconds",
            description = "that each side of the pipeline is to take in a round; ${DEFAULT-VALUE} by default")
    private int seconds = 10;

    @CommandLine.Option(
            names = "--sides",
            split = ",",
            description = "of the pipeline: any of consumer, pass-through, monitor, flink; all by default")
    private Set<String> sides = new TreeSet<>();

    @CommandLine.Option(
            names = "--streams",
            description = "a property of Kafka Streams, NAME=VALUE, instead of the monitor's own; for both topologies")
    private Map<String, String> streams = new TreeMap<>();

    @CommandLine.Option(
            names = "--checkpoint-millis",
            description = "between Flink's checkpoints; ${DEFAULT-VALUE} by default")
    private int checkpointMillis = 1_000;

    @CommandLine.Option(names = "--revisions", description = "of the heap's run; ${DEFAULT-VALUE} by default")
    private int revisions = 1_000_000;

    @CommandLine.Option(
            names = "--sample-seconds",
            description = "between two measurements of the heap; ${DEFAULT-VALUE} by default")
    private int sampleSeconds = 10;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        // The broker's threads, and Flink's, are not all daemons.
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (quick) {
            new JmhRun(true, out).run();
            new PipelineBenchmark(
                            new PipelineBenchmark.Settings(1, 0, 200, Duration.ofMillis(100), Set.of(), Map.of()), out)
                    .run();
            new HeapBenchmark(200, Duration.ofMillis(500), out).run();
            return 0;
        }
        if (parts.contains(Part.JMH)) {
            new JmhRun(false, out).run();
        }
        if (parts.contains(Part.PIPELINE)) {
            new PipelineBenchmark(
                            new PipelineBenchmark.Settings(
                                    rounds, seconds, 1_000, Duration.ofMillis(checkpointMillis), sides, streams),
                            out)
                    .run();
        }
        if (parts.contains(Part.HEAP)) {
            new HeapBenchmark(revisions, Duration.ofSeconds(sampleSeconds), out).run();
        }
        return 0;
    }
}
