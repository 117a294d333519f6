package io.riskmonitor.replay;

import io.riskmonitor.forecast.Backtest;
import io.riskmonitor.forecast.Calibration;
import io.riskmonitor.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a backtest found, for terminals and for machines. */
public final class BacktestReport {
    private static final Map<String, Function<Backtest.Scores, Backtest.Figure>> FIGURES = figures();

    private BacktestReport() {}

    private static Map<String, Function<Backtest.Scores, Backtest.Figure>> figures() {
        Map<String, Function<Backtest.Scores, Backtest.Figure>> all = new LinkedHashMap<>();
        all.put("auroc", Backtest.Scores::auroc);
        all.put("averagePrecision", Backtest.Scores::averagePrecision);
        all.put("brier", Backtest.Scores::brier);
        all.put("logScore", Backtest.Scores::logScore);
        return all;
    }

    /** As JSON: by forecaster its figures with intervals, its distance from the forecast, and its calibration table. */
    public static Map<String, Object> json(Backtest.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", result.plan().from());
        json.put("to", result.plan().to());
        json.put("horizonDays", result.plan().horizonDays());
        json.put("stepDays", result.plan().step().toDays());
        json.put("origins", result.origins());
        json.put("subjects", result.subjects());
        json.put("windows", result.windows());
        json.put("windowsWithEvent", result.windowsWithEvent());
        json.put("forecast", outcome(result.outcomes().get(0)));
        Map<String, Object> baselines = new LinkedHashMap<>();
        result.outcomes().stream().skip(1).forEach(o -> baselines.put(o.name(), outcome(o)));
        json.put("baselines", baselines);
        return json;
    }

    private static Map<String, Object> outcome(Backtest.Outcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        FIGURES.forEach((name, figure) -> json.put(name, figure.apply(outcome.scores())));
        Map<String, Object> less = new LinkedHashMap<>();
        FIGURES.forEach((name, figure) -> less.put(name, figure.apply(outcome.forecastLess())));
        json.put("forecastLess", less);
        json.put("reliability", outcome.calibration().reliability());
        json.put("resolution", outcome.calibration().resolution());
        json.put("uncertainty", outcome.calibration().uncertainty());
        json.put("calibration", outcome.calibration().bins());
        return json;
    }

    /** As lines for a terminal. */
    public static List<String> lines(Backtest.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(Texts.counted(result.origins(), "origin", "origins") + " every "
                + Texts.counted(result.plan().step().toDays(), "day", "days") + ", "
                + Texts.counted(result.plan().horizonDays(), "day", "days") + " ahead, "
                + Texts.counted(result.subjects(), "subject", "subjects") + ": "
                + Texts.counted(result.windows(), "window", "windows") + ", " + result.windowsWithEvent()
                + " with an event");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-18s %-22s %-22s %-24s %-24s", "", "AUROC", "AVERAGE PRECISION", "BRIER", "LOG SCORE"));
        for (Backtest.Outcome outcome : result.outcomes()) {
            lines.add(row(outcome.name(), outcome.scores()));
        }
        lines.add("");
        lines.add("forecast less baseline, paired (95 % interval): better where AUROC and precision are above 0, the"
                + " others below");
        result.outcomes().stream().skip(1).forEach(o -> lines.add(row(o.name(), o.forecastLess())));
        lines.add("");
        Calibration calibration = result.outcomes().get(0).calibration();
        lines.add(String.format(
                Locale.ROOT,
                "forecast's Brier score taken apart: reliability %.4f, resolution %.4f, uncertainty %.4f",
                calibration.reliability(),
                calibration.resolution(),
                calibration.uncertainty()));
        lines.add("deciles: forecast, observed (95 % interval), windows");
        for (Calibration.Bin bin : calibration.bins()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %6.3f  %6.3f (%5.3f-%5.3f)  %5d%s",
                    bin.forecast(),
                    bin.observed(),
                    bin.low(),
                    bin.high(),
                    bin.count(),
                    bin.holds() ? "" : "  outside"));
        }
        return lines;
    }

    private static String row(String name, Backtest.Scores scores) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-18s", name));
        FIGURES.values().forEach(figure -> {
            Backtest.Figure f = figure.apply(scores);
            row.append(String.format(Locale.ROOT, " %7.4f (%.3f..%.3f)", f.value(), f.low(), f.high()));
        });
        return row.toString();
    }
}
