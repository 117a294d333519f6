package io.riskmonitor.cli;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.forecast.Backtest;
import io.riskmonitor.forecast.Baselines;
import io.riskmonitor.forecast.EventHistory;
import io.riskmonitor.forecast.FittedForecaster;
import io.riskmonitor.forecast.ForecastTerms;
import io.riskmonitor.forecast.Forecaster;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.replay.BacktestPage;
import io.riskmonitor.replay.BacktestReport;
import io.riskmonitor.replay.ContributionHistory;
import io.riskmonitor.replay.IncidentFiles;
import io.riskmonitor.replay.SubjectAreas;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.ForecastModel;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "How good the forecast would have been: fitted anew at rolling origins on what lies before each, and held"
                    + " against what came, beside simple baselines."
        })
final class BacktestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--incidents",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "Files of incidents, as the command ingest reads them")
    private List<Path> incidents = new ArrayList<>();

    @Option(names = "--source", paramLabel = "SOURCE", description = "Whose files they are. Default: ${DEFAULT-VALUE}")
    private String source = "ucdp";

    @Option(
            names = "--subjects",
            paramLabel = "FILE.geojson",
            description = "Areas to forecast. Default: the built-in regions")
    private @Nullable Path subjects;

    @Option(
            names = "--projects",
            description =
                    "Forecast lethal incidents and abductions within 25 km of each site of the built-in registry instead of"
                            + " regions, with the terms of the live forecast")
    private boolean projects;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE",
            description = "First origin: the start of that day, UTC")
    @SuppressWarnings("NullAway.Init")
    private LocalDate from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DATE",
            description = "The last window ends with that day, UTC")
    @SuppressWarnings("NullAway.Init")
    private LocalDate to;

    @Option(names = "--horizon", paramLabel = "DAYS", description = "Days ahead. Default: ${DEFAULT-VALUE}")
    private int horizon = 30;

    @Option(
            names = "--step",
            paramLabel = "DAYS",
            description = "Days from origin to origin. Default: ${DEFAULT-VALUE}")
    private int step = 7;

    @Option(
            names = "--lethal",
            description = "Count only lethal incidents and abductions, as the live forecast does, not every incident")
    private boolean lethal;

    @Option(names = "--seed", description = "Of the bootstrap. Default: ${DEFAULT-VALUE}")
    private long seed = 20201102;

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a report with reliability diagrams, too")
    private @Nullable Path html;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ReportAdapter adapter = ReportAdapters.all()
                .named(source)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no source '" + source + "'; there are "
                                + String.join(", ", ReportAdapters.all().names())));
        JtsRegionIndex regions = JtsRegionIndex.of(
                subjects == null
                        ? RegionsFile.builtIn()
                        : RegionsFile.read(subjects).regions());
        IncidentFiles files = IncidentFiles.read(
                adapter, incidents, regions, Clock.systemUTC().instant());
        if (files.refused() > 0) {
            err.println(files.refused() + " of " + Texts.counted(files.rows(), "row", "rows")
                    + " left out, as unreadable; the command ingest tells why");
        }
        IncidentFiles counted = lethal ? files.lethalOrAbductions() : files;
        RiskModel model = RiskModelFile.builtIn();
        List<Project> registry = RegistryFile.builtIn().projects();
        ForecastTerms terms = projects ? ForecastModel.terms(model.decay()) : ForecastTerms.STANDARD;
        EventHistory history = projects
                ? ContributionHistory.of(counted.incidents(), new Attribution(model, regions), new SiteIndex(registry))
                        .eventsNear(registry)
                : new SubjectAreas(regions).history(counted.incidents(), terms.reachKm());
        Backtest.Plan plan = plan();
        counted.requireCovering(plan.from(), plan.to());
        List<Forecaster> forecasters = new ArrayList<>();
        forecasters.add(FittedForecaster.of(terms));
        forecasters.addAll(Baselines.all());
        Backtest.Result result = Progress.over(
                "backtest",
                " origins",
                plan.origins().size(),
                bar -> new Backtest(plan).run(history, forecasters, bar::accept));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(BacktestReport.json(result)));
        } else {
            BacktestReport.lines(result).forEach(out::println);
        }
        out.flush();
        if (html != null) {
            BacktestPage.write(result, html);
            err.println("report in " + html);
        }
        err.flush();
        return 0;
    }

    private Backtest.Plan plan() {
        try {
            return new Backtest.Plan(
                    from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    Duration.ofDays(step),
                    horizon,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
