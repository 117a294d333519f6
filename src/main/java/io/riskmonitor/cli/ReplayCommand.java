package io.riskmonitor.cli;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.replay.Knowledge;
import io.riskmonitor.replay.ReplayInputs;
import io.riskmonitor.replay.ReplayManifest;
import io.riskmonitor.replay.ReplayRuns;
import io.riskmonitor.replay.ReplaySpan;
import io.riskmonitor.runtime.ReplayEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "What the monitor would have said on past days: its own topologies over a log of the past, driven by ticks only.",
            "Leaves scores.csv, scores.om, alerts.csv, contributions.csv and manifest.json in a new folder. Nothing is sent to anybody.",
            "A run that was stopped goes on when the same command is given again."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Input input;

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
            required = true,
            converter = Moment.Start.class,
            description = "First tick: a date, which means its beginning in UTC, or an ISO moment")
    @SuppressWarnings("NullAway.Init")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "D",
            required = true,
            converter = Moment.class,
            description = "Last tick: a date, which means its end in UTC, or an ISO moment")
    @SuppressWarnings("NullAway.Init")
    private Instant to;

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

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to make")
    @SuppressWarnings("NullAway.Init")
    private Path out;

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
        Instant now = Clock.systemUTC().instant();
        ReplaySpan span = ReplaySpan.of(from, to, tick, now);
        ReplayRuns.requireFree(out);
        MonitorConfig config = new MonitorConfig(
                dataDir, null, Map.of(), 0, Duration.ofSeconds(1), registry, regions, model, alertRules);
        World world = World.load(config);
        @Nullable ReplayInputs files = input.liveLog ? null : files(world, now); // a fault of theirs needs no broker
        try (ReplayEngine engine = ReplayEngine.open(config)) {
            ReplayInputs inputs =
                    files == null ? ReplayInputs.log(engine.liveLog()).without(without) : files;
            ReplayManifest manifest = ReplayManifest.of(
                    new ReplayManifest.Program(RootCommand.Version.text(), RootCommand.Version.git()),
                    inputs,
                    span,
                    asKnown ? Knowledge.AS_KNOWN : Knowledge.LATEST,
                    world);
            tell(manifest);
            ReplayRuns.Settings settings =
                    new ReplayRuns.Settings(name == null ? ReplayRuns.nameFor(out) : name, out, partitions, threads);
            ReplayRuns.Outcome outcome = Progress.over(
                    "replay",
                    Duration.between(span.from(), span.to()).toDays(),
                    bar -> run(config, engine, manifest, settings, bar));
            PrintWriter printer = spec.commandLine().getOut();
            outcome.rows().forEach((file, count) -> printer.println(out.resolve(file) + "  " + count + " rows"));
            printer.println(out.resolve("manifest.json"));
            printer.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println(outcome.ticks() + " ticks in " + outcome.took().toMillis() + " ms, start and end not counted");
            err.flush();
        }
        return 0;
    }

    private ReplayInputs files(World world, Instant now) throws IOException {
        ReplayInputs all = input.history
                ? ReplayInputs.history(world.regions(), now)
                : ReplayInputs.files(input.incidents, source, world.regions(), now);
        return all.without(without);
    }

    private static ReplayRuns.Outcome run(
            MonitorConfig config,
            ReplayEngine engine,
            ReplayManifest manifest,
            ReplayRuns.Settings settings,
            Progress.Bar bar)
            throws IOException {
        Instant begin = manifest.span().from();
        return new ReplayRuns(config, engine)
                .run(
                        manifest,
                        settings,
                        reached -> bar.reached(
                                Math.max(0, Duration.between(begin, reached).toDays()),
                                reached.toString().substring(0, 10)));
    }

    /** What a person should know before they believe the result. */
    private void tell(ReplayManifest manifest) {
        PrintWriter err = spec.commandLine().getErr();
        if (manifest.told().revisions().isEmpty()) {
            throw new InvalidFileException("nothing was known by " + to + ": there is nothing to replay");
        }
        if (manifest.inputs().refused() > 0) {
            err.println(manifest.inputs().refused() + " of " + manifest.inputs().rows()
                    + " rows are left out; the command ingest tells why");
        }
        manifest.told()
                .assumed()
                .forEach((source, assumed) -> err.println(assumed.revisions() + " reports of "
                        + source + " do not say when they were recorded: taken to be known "
                        + assumed.lag().toDays() + " days after the end of their incidents"));
        err.flush();
    }
}
