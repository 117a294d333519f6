package io.riskmonitor.cli;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.feed.BuiltInHistory;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.SimulatedFeed;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.runtime.SimulatedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the monitor at work: the built-in history of Mali 2012-2020, then SIMULATED incidents.",
            "Time is simulated too: it starts on 2 November 2020 and runs fast. Data is kept in demo-data."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Path DATA_DIR = Path.of("demo-data");
    /** The day after the built-in history is all but over. */
    private static final Instant START = Instant.parse("2020-11-02T00:00:00Z");

    private static final long SEED = 20201102;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private MonitorOptions options = new MonitorOptions();

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Simulated seconds for each second. Default: ${DEFAULT-VALUE}")
    private long speed = 600;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "A SIMULATED incident every so many seconds. Default: ${DEFAULT-VALUE}")
    private int every = 5;

    /** A resource of the jar, or nothing at all for the simulation. */
    private record Source(String name, InputStream in) implements Ingest.Input {
        @Override
        public InputStream open() {
            return in;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean chosen = spec.commandLine().getParseResult().hasMatchedOption("--data-dir");
        MonitorConfig config = options.config(chosen ? options.dataDir : DATA_DIR, options.tick);
        spec.commandLine().getErr().println("starting on " + config.dataDir() + " …");
        spec.commandLine().getErr().flush();
        try (Serving serving = Serving.start(config, http.config(), this::clock)) {
            Monitor monitor = serving.monitor();
            PrintWriter out = spec.commandLine().getOut();
            ingestHistory(serving);
            monitor.settle();
            out.println("ready " + serving.address());
            out.println("page and API " + serving.address() + "/  metrics " + serving.address() + "/metrics  broker "
                    + monitor.bootstrapServers());
            out.flush();
            try (DemoTable table = DemoTable.on(serving.address(), out)) {
                simulate(serving, table);
            }
            return monitor.isRunning() ? 0 : 1;
        }
    }

    private Clock clock(RiskQueries queries) {
        Instant resumed = queries.now().filter(now -> now.isAfter(START)).orElse(START);
        return new SimulatedClock(Clock.systemUTC(), resumed, speed);
    }

    private void ingestHistory(Serving serving) throws IOException {
        serving.monitor()
                .ingest(
                        BuiltInHistory.adapter(),
                        List.of(new Source(BuiltInHistory.NAME, BuiltInHistory.open())),
                        ingestOptions(serving, BuiltInHistory.NAME),
                        serving.feeds());
    }

    private void simulate(Serving serving, DemoTable table) throws IOException, InterruptedException {
        Monitor monitor = serving.monitor();
        long firstId = monitor.clock().instant().getEpochSecond();
        SimulatedFeed feed = new SimulatedFeed(SEED + firstId, firstId);
        Source nothing = new Source("simulation", new ByteArrayInputStream(new byte[0]));
        for (long second = 0; !serving.isStopped(); second++) {
            if (second % every == every - 1) {
                monitor.ingest(feed, List.of(nothing), ingestOptions(serving, "SIMULATED feed"), serving.feeds());
            }
            table.show(monitor.queries(), second);
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static Ingest.Options ingestOptions(Serving serving, String who) {
        return new Ingest.Options(false, serving.monitor().clock().instant(), who, null, rows -> {});
    }
}
