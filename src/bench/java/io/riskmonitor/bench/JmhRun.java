package io.riskmonitor.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package, each in a process of its own, and tells what follows from them. */
public final class JmhRun {
    private static final String TWENTY = JoinBenchmark.Registry.TWENTY.name();

    private final boolean quick;
    private final PrintWriter out;

    /** @param quick only shows that they run */
    public JmhRun(boolean quick, PrintWriter out) {
        this.quick = quick;
        this.out = out;
    }

    public void run() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(JmhRun.class.getPackageName() + "\\..*")
                .shouldFailOnError(true);
        if (quick) {
            options.forks(0)
                    .verbosity(VerboseMode.SILENT)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(100))
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(200));
        }
        report(new Runner(options.build()).run());
    }

    private void report(Collection<RunResult> results) {
        Map<String, Double> joins = new TreeMap<>();
        out.println();
        out.println("| benchmark | score | ± (99.9 %) | unit |");
        out.println("|---|---|---|---|");
        for (RunResult result : results) {
            String name = name(result);
            row(name, result.getPrimaryResult());
            result.getSecondaryResults().forEach((what, second) -> row(name + ", " + what, second));
            if (result.getParams().getBenchmark().endsWith("JoinBenchmark.join")) {
                joins.put(
                        result.getParams().getParam("registry"),
                        result.getPrimaryResult().getScore());
            }
        }
        joins.forEach((registry, cost) -> out.printf(
                "cost per incident, %s/%s: %.2f%n", registry, TWENTY, cost / joins.getOrDefault(TWENTY, Double.NaN)));
        out.flush();
    }

    private void row(String name, Result<?> result) {
        out.printf(
                "| %s | %,.2f | %,.2f | %s |%n",
                name, result.getScore(), result.getScoreError(), result.getScoreUnit());
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        StringBuilder name = new StringBuilder(
                benchmark.substring(JmhRun.class.getPackageName().length() + 1));
        for (String key : result.getParams().getParamsKeys()) {
            name.append(' ').append(result.getParams().getParam(key));
        }
        return name.toString();
    }
}
