package io.riskmonitor.cli;

import io.riskmonitor.replay.ComparisonReport;
import io.riskmonitor.replay.ForecastStretch;
import io.riskmonitor.replay.RunComparison;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Two replays of the same days side by side: which scores, forecasts and alerts differ, when, and why.",
            "Ends with 0 whether they differ or not."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int WHY_COLUMNS = 100;
    private static final int SETTING_COLUMNS = 60;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the first run")
    @SuppressWarnings("NullAway.Init")
    private Path first;

    @Parameters(index = "1", paramLabel = "DIR", description = "Folder of the second")
    @SuppressWarnings("NullAway.Init")
    private Path second;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts, too; it needs no network")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all differences as a table, too")
    private @Nullable Path csv;

    @Option(names = "--json", description = "One JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RunComparison comparison = RunComparison.of(first, second);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonText.of(ComparisonReport.json(comparison)));
        } else {
            print(comparison, out);
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        if (csv != null) {
            ComparisonReport.writeCsv(comparison, csv);
            err.println("table in " + csv);
        }
        if (html != null) {
            ComparisonReport.writePage(comparison, html);
            err.println("report in " + html);
        }
        err.flush();
        return 0;
    }

    private static void print(RunComparison comparison, PrintWriter out) {
        if (!comparison.settings().isEmpty()) {
            table(
                    out,
                    List.of("COMPUTED FROM", "FIRST", "SECOND"),
                    comparison.settings().stream()
                            .map(s -> List.of(
                                    s.what(),
                                    Output.cut(s.first(), SETTING_COLUMNS),
                                    Output.cut(s.second(), SETTING_COLUMNS)))
                            .toList());
        }
        out.println(Texts.counted(
                comparison.stretches().size(), "stretch of differing scores", "stretches of differing scores"));
        if (!comparison.stretches().isEmpty()) {
            table(
                    out,
                    List.of("SUBJECT", "FROM", "TO", "WIDEST", "FIRST", "SECOND", "LEVELS", "WHY, SHARES OF HAZARD"),
                    comparison.stretches().stream()
                            .map(stretch -> row(comparison, stretch))
                            .toList());
        }
        out.println(Texts.counted(
                comparison.forecasts().size(), "stretch of differing forecasts", "stretches of differing forecasts"));
        if (!comparison.forecasts().isEmpty()) {
            table(
                    out,
                    List.of("SUBJECT", "FROM", "TO", "WIDEST", "FIRST", "SECOND"),
                    comparison.forecasts().stream().map(CompareCommand::row).toList());
        }
        out.println(Texts.counted(comparison.alerts().size(), "alert differs", "alerts differ"));
        if (!comparison.alerts().isEmpty()) {
            table(
                    out,
                    List.of("RAISED", "KIND", "SUBJECT", "FIRST", "SECOND", "WHY", "WHAT"),
                    comparison.alerts().stream().map(CompareCommand::row).toList());
        }
    }

    private static List<String> row(RunComparison comparison, RunComparison.Stretch stretch) {
        return List.of(
                stretch.subject(),
                day(stretch.from().toString()),
                day(stretch.to().toString()),
                day(stretch.widestAt().toString()),
                Output.number(stretch.firstScore(), 1) + " " + stretch.firstLevel(),
                Output.number(stretch.secondScore(), 1) + " " + stretch.secondLevel(),
                stretch.levels() + " of " + stretch.moments(),
                Output.cut(ComparisonReport.why(comparison, stretch), WHY_COLUMNS));
    }

    private static List<String> row(ForecastStretch stretch) {
        return List.of(
                stretch.subject(),
                day(stretch.from().toString()),
                day(stretch.to().toString()),
                day(stretch.widestAt().toString()),
                forecast(stretch.first()),
                forecast(stretch.second()));
    }

    private static String forecast(ForecastStretch.@Nullable Forecast forecast) {
        if (forecast == null) {
            return "none";
        }
        Double low = forecast.low();
        Double high = forecast.high();
        return Output.percent(forecast.probability())
                + (low == null || high == null ? "" : " (" + Output.percent(low) + " to " + Output.percent(high) + ")");
    }

    private static List<String> row(RunComparison.AlertDifference alert) {
        return List.of(
                day(alert.raisedAt().toString()),
                alert.kind(),
                alert.subject(),
                alert.first().isEmpty() ? "none" : alert.first(),
                alert.second().isEmpty() ? "none" : alert.second(),
                Output.cut(ComparisonReport.why(alert), WHY_COLUMNS),
                Output.cut(alert.headline(), SETTING_COLUMNS));
    }

    private static String day(String moment) {
        return moment.substring(0, "2015-11-20".length());
    }

    private static void table(PrintWriter out, List<String> heading, List<List<String>> rows) {
        Output.table(heading, rows).forEach(out::println);
        out.println();
    }
}
