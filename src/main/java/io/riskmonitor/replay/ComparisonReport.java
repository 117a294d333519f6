package io.riskmonitor.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.riskmonitor.text.WholeFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How two runs differ, for machines, spreadsheets and browsers. */
public final class ComparisonReport {
    private static final List<String> HEADING = List.of(
            "what",
            "subject",
            "from",
            "to",
            "moments",
            "levelsDiffer",
            "widestAt",
            "firstScore",
            "secondScore",
            "first",
            "second",
            "alert",
            "why",
            "firstProbability",
            "secondProbability");

    private ComparisonReport() {}

    /** As JSON, without the curves. */
    public static Map<String, Object> json(RunComparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", comparison.first());
        json.put("second", comparison.second());
        json.put("settings", comparison.settings());
        json.put("scoreDifferences", comparison.stretches());
        json.put("forecastDifferences", comparison.forecasts());
        json.put("alertDifferences", comparison.alerts());
        return json;
    }

    /** One row for each stretch of differing scores, then for each of differing forecasts, then for each alert that differs. */
    public static void writeCsv(RunComparison comparison, Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADING);
            comparison
                    .stretches()
                    .forEach(s -> csv.writeRecord(Stream.of(
                                    "score",
                                    s.subject(),
                                    s.from(),
                                    s.to(),
                                    s.moments(),
                                    s.levels(),
                                    s.widestAt(),
                                    cell(s.firstScore()),
                                    cell(s.secondScore()),
                                    s.firstLevel(),
                                    s.secondLevel(),
                                    "",
                                    why(comparison, s),
                                    "",
                                    "")
                            .map(String::valueOf)
                            .toList()));
            comparison
                    .forecasts()
                    .forEach(s -> csv.writeRecord(List.of(
                            "forecast",
                            s.subject(),
                            s.from().toString(),
                            s.to().toString(),
                            Integer.toString(s.moments()),
                            "",
                            s.widestAt().toString(),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            cell(s.first()),
                            cell(s.second()))));
            comparison
                    .alerts()
                    .forEach(a -> csv.writeRecord(List.of(
                            "alert",
                            a.subject(),
                            a.raisedAt().toString(),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            a.first(),
                            a.second(),
                            a.alert(),
                            why(a),
                            "",
                            "")));
        }
        WholeFile.write(file, text.toString());
    }

    /** A page with charts that needs no network. */
    public static void writePage(RunComparison comparison, Path file) throws IOException {
        Map<String, Object> data = json(comparison);
        data.put(
                "scoresWhy",
                comparison.stretches().stream().map(s -> why(comparison, s)).toList());
        data.put(
                "alertsWhy",
                comparison.alerts().stream().map(ComparisonReport::why).toList());
        data.put("curves", comparison.curves());
        data.put("forecastCurves", comparison.forecastCurves());
        SelfContainedPage.write("compare.html", Map.of("comparison", data), file);
    }

    /** Incidents with their shares of the hazard, as {@code added ID 0→31 %}, or else what else it must be. */
    public static String why(RunComparison comparison, RunComparison.Stretch stretch) {
        if (!stretch.causes().isEmpty()) {
            return stretch.causes().stream()
                    .map(cause -> String.format(
                            Locale.ROOT,
                            "%s %s %.0f→%.0f %%",
                            cause.change(),
                            cause.incident(),
                            100 * cause.firstShare(),
                            100 * cause.secondShare()))
                    .collect(Collectors.joining("; "));
        }
        return comparison.settings().isEmpty()
                ? "nothing that the manifests tell"
                : "not the incidents; "
                        + comparison.settings().stream()
                                .map(RunComparison.Setting::what)
                                .collect(Collectors.joining(", "))
                        + " differ";
    }

    /** The incidents behind an alert that the other run's lacks. */
    public static String why(RunComparison.AlertDifference alert) {
        return Stream.concat(
                        alert.incidentsAdded().stream().map(incident -> "added " + incident),
                        alert.incidentsGone().stream().map(incident -> "gone " + incident))
                .collect(Collectors.joining("; "));
    }

    private static String cell(ForecastStretch.@Nullable Forecast forecast) {
        return forecast == null ? "" : Double.toString(forecast.probability());
    }

    private static String cell(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }
}
