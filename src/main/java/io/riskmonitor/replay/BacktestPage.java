package io.riskmonitor.replay;

import io.riskmonitor.forecast.Backtest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a backtest found, as one page that needs no network: a table, and a reliability diagram of each forecaster. */
public final class BacktestPage {
    private BacktestPage() {}

    /** @throws IOException if the file cannot be written; then none is there */
    public static void write(Backtest.Result result, Path file) throws IOException {
        SelfContainedPage.write("backtest.html", Map.of("backtest", BacktestReport.json(result)), file);
    }
}
