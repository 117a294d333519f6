package io.riskmonitor.cli;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.config.RiskModelFile;
import io.riskmonitor.config.RiskModelWriter;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.forecast.IntensityFit;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.replay.FileHash;
import io.riskmonitor.replay.IncidentFiles;
import io.riskmonitor.replay.RiskCalibration;
import io.riskmonitor.risk.RiskModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Fits the forecast and the levels of a risk model on a history, by maximum likelihood, and writes a new version"
                    + " of it."
        })
final class CalibrateCommand implements Callable<Integer> {
    /** Levels are fitted on so many years up to the end: longer ago the country was another. */
    private static final int YEARS_OF_LEVELS = 8;

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

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "The last day that counts, UTC")
    @SuppressWarnings("NullAway.Init")
    private LocalDate to;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day for the levels. Default: eight years before the last")
    private @Nullable LocalDate from;

    @Option(names = "--regions", paramLabel = "FILE", description = "Regions as GeoJSON. Default: the built-in nine")
    private @Nullable Path regions;

    @Option(names = "--model", paramLabel = "FILE", description = "The model to start from. Default: the built-in one")
    private @Nullable Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the new version goes")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ReportAdapter adapter = ReportAdapters.all()
                .named(source)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no source '" + source + "'; there are "
                                + String.join(", ", ReportAdapters.all().names())));
        RiskModel base = model == null ? RiskModelFile.builtIn() : RiskModelFile.read(model);
        JtsRegionIndex index = JtsRegionIndex.of(
                regions == null
                        ? RegionsFile.builtIn()
                        : RegionsFile.read(regions).regions());
        List<Project> registry = RegistryFile.builtIn().projects();
        IncidentFiles files =
                IncidentFiles.read(adapter, incidents, index, Clock.systemUTC().instant());
        LocalDate first = from == null ? to.minusYears(YEARS_OF_LEVELS) : from;
        Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (!begin.isBefore(end)) {
            throw new ParameterException(spec.commandLine(), "--from " + first + " is not before --to " + to);
        }
        files.requireCovering(begin, end);
        RiskCalibration.Result fit = new RiskCalibration(base, index, registry).fit(files.incidents(), begin, end);
        String data = files.incidents().size() + " incidents of " + source + " to " + to + ", SHA-256 "
                + FileHash.of(incidents);
        RiskModelWriter.write(
                model,
                to + "-" + FileHash.of(incidents).substring(0, 8),
                fitted(fit.regionForecast(), fit.regionHalfHazard(), "region", data, first),
                fitted(fit.siteForecast(), fit.siteHalfHazard(), "site", data, first),
                out);
        print(fit);
        return 0;
    }

    private RiskModelWriter.Fitted fitted(
            IntensityFit.Result fit, RiskCalibration.HalfHazard half, String subject, String data, LocalDate first) {
        String levels = String.format(
                Locale.ROOT,
                "%s-days from %s to %s: %.1f %% of %d lie above HIGH, %.1f %% above CRITICAL; %s",
                subject,
                first,
                to,
                half.highShare() * 100,
                half.subjectDays(),
                half.criticalShare() * 100,
                data);
        String fitted = String.format(
                Locale.ROOT,
                "maximum likelihood over %d windows of %d days, log-likelihood %.1f, %d iterations, %s; %s",
                fit.windows(),
                RiskModel.FORECAST_DAYS,
                fit.logLikelihood(),
                fit.iterations(),
                fit.converged() ? "converged" : "NOT converged",
                data);
        return new RiskModelWriter.Fitted(fit.intensity(), fitted, half.value() > 0 ? half.value() : null, levels);
    }

    private void print(RiskCalibration.Result fit) {
        PrintWriter lines = spec.commandLine().getOut();
        print("region", fit.regionForecast(), fit.regionHalfHazard(), lines);
        print("site", fit.siteForecast(), fit.siteHalfHazard(), lines);
        lines.println("written to " + out);
        lines.flush();
    }

    private static void print(
            String subject, IntensityFit.Result fit, RiskCalibration.HalfHazard half, PrintWriter lines) {
        lines.printf(
                Locale.ROOT,
                "%s: log-likelihood %.2f over %d windows, %d iterations, steepest slope %.2g, %s%n",
                subject,
                fit.logLikelihood(),
                fit.windows(),
                fit.iterations(),
                fit.gradient(),
                fit.converged() ? "converged" : "NOT converged");
        List<String> names = fit.intensity().terms().names();
        for (int k = 0; k < names.size(); k++) {
            lines.printf(
                    Locale.ROOT,
                    "  %-10s %.6g ± %.2g%n",
                    names.get(k),
                    fit.intensity().coefficients().get(k),
                    Math.sqrt(fit.intensity().covariance().get(k).get(k)));
        }
        lines.printf(
                Locale.ROOT,
                "  half-hazard %.4g: %.2f %% of %d days above HIGH, %.2f %% above CRITICAL%n",
                half.value(),
                half.highShare() * 100,
                half.subjectDays(),
                half.criticalShare() * 100);
    }
}
