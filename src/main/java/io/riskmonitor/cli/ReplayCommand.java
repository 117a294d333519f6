package io.riskmonitor.cli;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.replay.Knowledge;
import io.riskmonitor.replay.ReplayInputs;
import io.riskmonitor.replay.ReplayManifest;
import io.riskmonitor.replay.ReplayRuns;
import io.riskmonitor.replay.ReplaySpan;
import io.riskmonitor.replay.Speed;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.text.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "What the monitor would have said on past days: its own topologies over a log of the past, driven by ticks only.",
            "Leaves scores, alerts and contributions as CSV and Parquet, scores.om and manifest.json in a new folder. Nothing is sent to"
                    + " anybody.",
            "A run that was stopped goes on when the same command is given again. Meanwhile, from another terminal, it can be"
                    + " told to pause, resume, step, seek or stop."
        },
        subcommands = {
            ReplayVerbs.All.class,
            ReplayVerbs.Show.class,
            ReplayVerbs.Pause.class,
            ReplayVerbs.Resume.class,
            ReplayVerbs.Step.class,
            ReplayVerbs.Seek.class,
            ReplayVerbs.Stop.class,
            ReplayVerbs.Delete.class
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    // Picocli would ask for what is required of the other verbs, too: what is missing is told when a run is to begin.
    @ArgGroup
    private @Nullable Input input;

    /** Of these exactly one. */
    static final class Input {
        @Option(
                names = "--incidents",
                paramLabel = "FILE|DIR",
                arity = "1..*",
                description = "Files of incidents, as the command ingest reads them, or a folder of them")
        List<Path> incidents = new ArrayList<>();

        @Option(names = "--history", description = "The built-in history of Mali 2012-2020")
        boolean history;

        @Option(names = "--live-log", description = "All that the monitor of --data-dir has learnt")
        boolean liveLog;
    }

    /** An incident by the id that contributions.csv and explanations name it by. */
    static final class Incident implements ITypeConverter<ReportId> {
        @Override
        public ReportId convert(String text) {
            try {
                return ReportId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no incident: " + e.getMessage());
            }
        }
    }

    @Option(names = "--source", paramLabel = "SOURCE", description = "Whose files they are. Default: by their content")
    private @Nullable String source;

    @Option(
            names = "--from",
            paramLabel = "D",
            converter = Moment.Start.class,
            description = "First tick: a date, which means its beginning in UTC, or an ISO moment")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "D",
            converter = Moment.class,
            description = "Last tick: a date, which means its end in UTC, or an ISO moment")
    private @Nullable Instant to;

    @Option(
            names = "--tick",
            paramLabel = "1d",
            converter = TimeStep.class,
            description = "Simulated time between ticks: 1d, 6h, 30m or ISO-8601. Default: ${DEFAULT-VALUE}",
            defaultValue = "1d")
    @SuppressWarnings("NullAway.Init")
    private Duration tick;

    @Option(
            names = "--as-known",
            description = {
                "Only what was recorded by each moment exists. Without it the latest revisions count, from the end of"
                        + " their incidents on."
            })
    private boolean asKnown;

    @Option(
            names = "--without",
            paramLabel = "INCIDENT",
            converter = Incident.class,
            description = "What if: leave an incident out, as if it had never been reported; as often as needed")
    private Set<ReportId> without = new LinkedHashSet<>();

    @Option(names = "--out", paramLabel = "DIR", description = "The folder to make")
    private @Nullable Path out;

    @Option(
            names = "--speed",
            paramLabel = "max|x1000",
            converter = SpeedOption.class,
            description = "How fast simulated time passes; makes no difference to what comes out. Default: max")
    private Speed speed = Speed.MAX;

    @Option(names = "--paused", description = "Stand still at the first tick until the run is told to go on")
    private boolean paused;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the run. Default: by the folder")
    private @Nullable String name;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Of the run's topics; makes no difference to what comes out. Default: ${DEFAULT-VALUE}")
    private int partitions = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Of Kafka Streams; makes no difference to what comes out. Default: ${DEFAULT-VALUE}")
    private int threads = 2;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "As of run. Default: ${DEFAULT-VALUE}")
    private Path dataDir = Path.of("data");

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--registry", paramLabel = "FILE", description = "As of run")
    private @Nullable Path registry;

    @Option(names = "--regions", paramLabel = "FILE", description = "As of run")
    private @Nullable Path regions;

    @Option(names = "--model", paramLabel = "FILE", description = "As of run: other weights")
    private @Nullable Path model;

    @Option(names = "--alert-rules", paramLabel = "FILE", description = "As of run")
    private @Nullable Path alertRules;

    @Override
    public Integer call() throws IOException {
        Input given = required(input, "--incidents FILE|DIR, --history or --live-log");
        Path target = required(out, "--out DIR");
        Instant now = Clock.systemUTC().instant();
        ReplaySpan span = ReplaySpan.of(required(from, "--from D"), required(to, "--to D"), tick, now);
        ReplayRuns.requireFree(target);
        MonitorConfig config = new MonitorConfig(
                dataDir,
                cluster.bootstrapServers,
                cluster.properties(),
                0,
                Duration.ofSeconds(1),
                registry,
                regions,
                model,
                alertRules);
        World world = World.load(config);
        // A fault of files needs no broker.
        @Nullable ReplayInputs files = given.liveLog ? null : files(given, world, now);
        try (ReplayEngine engine = ReplayEngine.open(config)) {
            ReplayInputs inputs =
                    files == null ? ReplayInputs.log(engine.liveLog()).without(without) : files;
            ReplayManifest manifest = ReplayManifest.of(
                    ReplayManifest.Program.running(),
                    inputs,
                    span,
                    asKnown ? Knowledge.AS_KNOWN : Knowledge.LATEST,
                    world);
            tell(manifest);
            ReplayRuns.Settings settings = new ReplayRuns.Settings(
                    name == null ? ReplayRuns.nameFor(dataDir, target) : name,
                    target,
                    partitions,
                    threads,
                    speed,
                    paused);
            ReplayRuns.Begun begun = new ReplayRuns(config, engine).begin(manifest, settings);
            say("run " + settings.name());
            print(target, Progress.over("replay", " days", days(span.from(), span.to()), bar -> run(begun, span, bar)));
        }
        return 0;
    }

    private <T> T required(@Nullable T option, String name) {
        if (option == null) {
            throw new ParameterException(spec.commandLine(), "missing: " + name);
        }
        return option;
    }

    private void print(Path target, ReplayRuns.Outcome outcome) {
        PrintWriter printer = spec.commandLine().getOut();
        outcome.rows()
                .forEach((file, count) ->
                        printer.println(target.resolve(file) + "  " + Texts.counted(count, "row", "rows")));
        printer.println(target.resolve("manifest.json"));
        printer.flush();
        say(Texts.counted(outcome.ticks(), "tick", "ticks") + " in "
                + outcome.took().toMillis() + " ms, start and end not counted");
    }

    private static ReplayRuns.Outcome run(ReplayRuns.Begun begun, ReplaySpan span, Progress.Bar bar)
            throws IOException {
        return begun.run(reached -> bar.reached(
                Math.max(0, days(span.from(), reached)),
                reached.isBefore(span.to()) ? reached.toString().substring(0, 10) : "writing the tables"));
    }

    private static long days(Instant from, Instant to) {
        return Duration.between(from, to).toDays();
    }

    private ReplayInputs files(Input given, World world, Instant now) throws IOException {
        ReplayInputs all = given.history
                ? ReplayInputs.history(world.regions(), now)
                : ReplayInputs.files(given.incidents, source, world.regions(), now);
        return all.without(without);
    }

    /** What a person should know before they believe the result. */
    private void tell(ReplayManifest manifest) {
        manifest.requireSomethingTold();
        if (manifest.inputs().refused() > 0) {
            say(manifest.inputs().refused() + " of "
                    + Texts.counted(manifest.inputs().rows(), "row", "rows")
                    + " left out; the command ingest tells why");
        }
        manifest.told()
                .assumed()
                .forEach((source, assumed) -> say(Texts.counted(assumed.revisions(), "report", "reports")
                        + " of " + source + " without a time of recording: taken to be known "
                        + Texts.counted(assumed.lag().toDays(), "day", "days") + " after the end of the incident"));
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
