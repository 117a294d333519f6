package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String from, String to, String... more) {
        return run(SharedData.file("ucdp/ged211_liptako_14col.csv"), from, to, more);
    }

    private int run(Path incidents, String from, String to, String... more) {
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(
                                Stream.of("backtest", "--incidents", incidents.toString(), "--from", from, "--to", to),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void shouldPrintFiguresWithIntervalsWhenAskedForJson(@TempDir Path dir) throws IOException {
        Path page = dir.resolve("report.html");

        int code = run("2018-01-01", "2019-12-31", "--step", "30", "--json", "--html", page.toString());

        assertThat(code).as(err.toString()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(json.get("subjects").asInt()).isEqualTo(9);
        assertThat(json.get("origins").asInt()).isEqualTo(24);
        for (String figure : new String[] {"auroc", "averagePrecision", "brier", "logScore"}) {
            JsonNode value = json.get("forecast").get(figure);
            assertThat(value.get("low").asDouble())
                    .isLessThanOrEqualTo(value.get("value").asDouble());
            assertThat(value.get("high").asDouble())
                    .isGreaterThanOrEqualTo(value.get("value").asDouble());
        }
        assertThat(json.get("forecast").get("calibration")).hasSize(10);
        assertThat(json.get("baselines").fieldNames())
                .toIterable()
                .containsExactly("twelve-month-mean", "conflictology", "last-30-days", "persistence", "climatology");
        assertThat(Files.readString(page)).contains("new Chart(").contains("\"twelve-month-mean\"");
    }

    @Test
    void shouldForecastAroundProjectsWhenAsked() {
        int code = run("2018-01-01", "2019-12-31", "--projects", "--step", "90", "--lethal");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("8 origins every 90 days").contains("forecast less baseline");
    }

    @Test
    void shouldSayWhyWhenTheHistoryDoesNotCoverTheSpan() {
        assertThat(run("2020-01-01", "2022-12-31")).isEqualTo(1);
        assertThat(err.toString())
                .contains("the incidents end with 2021-01-01T00:00:00Z")
                .contains("not recorded");

        assertThat(run("1989-01-01", "1990-12-31")).isEqualTo(1);
        assertThat(err.toString()).contains("a year of them before the first origin");
    }

    @Test
    void shouldSayWhyWhenUsedWrongly(@TempDir Path dir) {
        assertThat(run("2018-01-01", "2019-12-31", "--source", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("no source 'nobody'");

        assertThat(run(dir.resolve("none.csv"), "2018-01-01", "2019-12-31")).isEqualTo(1);
        assertThat(err.toString()).contains("none.csv");

        assertThat(run("2019-01-01", "2019-01-10")).isEqualTo(2);
        assertThat(err.toString()).contains("no window of 30 days");
    }
}
