package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.config.RegionsFile;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.forecast.Backtest;
import io.riskmonitor.forecast.Baselines;
import io.riskmonitor.forecast.EventHistory;
import io.riskmonitor.forecast.FittedForecaster;
import io.riskmonitor.forecast.ForecastTerms;
import io.riskmonitor.forecast.Forecaster;
import io.riskmonitor.geo.JtsRegionIndex;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** UCDP's events in Mali's fifty cercles, June 2017 to June 2020: terms and memory were chosen on what lies before. */
class BacktestRealDataTest {
    @Test
    void shouldBeatTheTwelveMonthMeanWhenJudgedOnMali() throws IOException {
        JtsRegionIndex cercles = JtsRegionIndex.of(
                RegionsFile.read(SharedData.file("boundaries/mali_adm2_50_geoboundaries_simplified.geojson"))
                        .regions());
        IncidentFiles files = IncidentFiles.read(
                ReportAdapters.all().named("ucdp").orElseThrow(),
                List.of(SharedData.file("ucdp/ged211_liptako_14col.csv")),
                cercles,
                Instant.parse("2026-01-01T00:00:00Z"));
        EventHistory history = new SubjectAreas(cercles).history(files.incidents(), ForecastTerms.STANDARD.reachKm());
        List<Forecaster> forecasters = new ArrayList<>(List.of(FittedForecaster.standard()));
        forecasters.addAll(Baselines.all());
        Backtest.Plan plan = new Backtest.Plan(
                Instant.parse("2017-06-01T00:00:00Z"),
                Instant.parse("2020-07-01T00:00:00Z"),
                Duration.ofDays(7),
                30,
                20201102);

        Backtest.Result result = new Backtest(plan).run(history, forecasters, done -> {});

        Backtest.Scores forecast = result.outcomes().get(0).scores();
        Backtest.Outcome mean = result.outcomes().get(1);
        assertThat(mean.name()).isEqualTo("twelve-month-mean");
        assertThat(forecast.auroc().value()).isGreaterThanOrEqualTo(0.885);
        assertThat(mean.forecastLess().auroc().low()).as("AUROC").isPositive();
        assertThat(mean.forecastLess().averagePrecision().value()).as("AP").isPositive();
        assertThat(mean.forecastLess().brier().value()).as("Brier").isNegative();
        assertThat(mean.forecastLess().logScore().high()).as("log score").isNegative();
    }
}
