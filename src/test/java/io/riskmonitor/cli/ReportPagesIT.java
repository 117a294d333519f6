package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The pages that compare and backtest leave, opened from the disk in a real browser. */
class ReportPagesIT {
    private static final int MOST_HEIGHT = 9000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path profile;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @BeforeAll
    static void compareTwoRuns() {
        browser = new Chromium(profile);
        replay("told");
        replay("untold", "--without", "history:2015-11-20-radisson-blu");
        run("compare", path("told"), path("untold"), "--html", path("compare.html"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private static String path(String name) {
        return dir.resolve(name).toString();
    }

    private static void run(String... arguments) {
        StringWriter err = new StringWriter();
        int code = RootCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).as(err.toString()).isZero();
    }

    private static void replay(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--history",
                "--as-known",
                "--from",
                "2015-11-01",
                "--to",
                "2015-12-15",
                "--data-dir",
                path("data"),
                "--out",
                path(name)));
        arguments.addAll(List.of(more));
        run(arguments.toArray(String[]::new));
    }

    private static void backtest() {
        if (!Files.exists(dir.resolve("backtest.html"))) {
            run(
                    "backtest",
                    "--incidents",
                    SharedData.file("ucdp/ged211_liptako_14col.csv").toString(),
                    "--from",
                    "2018-01-01",
                    "--to",
                    "2019-12-31",
                    "--step",
                    "30",
                    "--html",
                    path("backtest.html"));
        }
    }

    private static void open(String page, String theme, int width) {
        emulate(theme);
        browser.resize(width, 900);
        browser.driver().get(dir.resolve(page + ".html").toUri().toString());
    }

    private static void emulate(String theme) {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    private static Object answer(String script) {
        return Objects.requireNonNull(browser.driver().executeScript("return " + script));
    }

    /** All that is held of a page, whichever it is. */
    private static void inspect(String page, String theme, int width) throws IOException {
        open(page, theme, width);
        String shown = "report-" + page + "-" + theme + "-" + width;
        assertThat(browser.overflow()).isZero();
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat(browser.all("canvas")).isNotEmpty();
        assertThat(answer("[...document.querySelectorAll('canvas')].every(canvas => canvas.getContext('2d')"
                        + ".getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0))"))
                .as("every chart is drawn")
                .isEqualTo(true);
        assertThat(answer("performance.getEntriesByType('resource').map(entry => entry.name)"))
                .as("what is asked for beside the page")
                .isEqualTo(List.of());
        assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .isEmpty();
        browser.resize(
                width,
                Math.min(MOST_HEIGHT, ((Number) answer("document.documentElement.scrollHeight")).intValue() + 200));
        browser.screenshot(shown);
    }

    @ParameterizedTest
    @CsvSource({"light, 1440", "dark, 1440", "light, 360", "dark, 360"})
    void shouldShowWhatDiffersWithoutANetworkWhenTwoRunsAreCompared(String theme, int width) throws IOException {
        inspect("compare", theme, width);

        assertThat(browser.text("#found"))
                .containsPattern("\\d+ stretch(es)? of differing scores, \\d+ stretch(es)? of differing forecasts")
                .doesNotContain(", 0 ");
        assertThat(browser.text("#scores")).contains("region/bamako").contains("gone history:2015-11-20-radisson-blu");
        assertThat(browser.text("#forecasts")).contains("region/bamako").contains(" %");
        assertThat(browser.text("#alerts")).contains("TARGETED").contains("none");
    }

    @ParameterizedTest
    @CsvSource({"light, 1440", "dark, 1440", "light, 360", "dark, 360"})
    void shouldShowHowGoodTheForecastIsWithoutANetworkWhenItIsTested(String theme, int width) throws IOException {
        backtest();

        inspect("backtest", theme, width);

        assertThat(browser.text("#span")).contains("24 origins").contains("9 subjects");
        assertThat(browser.all("#scores tbody tr")).hasSize(6);
        assertThat(browser.all("#tenths tbody tr")).hasSize(10);
        assertThat(browser.all("#charts canvas")).hasSize(6);
    }

    @Test
    void shouldFollowTheThemeWithoutAReload() {
        open("compare", "light", 1440);
        Object light = answer("document.querySelector('canvas').toDataURL()");

        emulate("dark");

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        !answer("document.querySelector('canvas').toDataURL()").equals(light));
    }
}
