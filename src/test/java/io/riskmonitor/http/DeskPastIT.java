package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

/** A replay on the desk page: gone through by slider, keyboard and play, in a real browser beside the live monitor. */
class DeskPastIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RUN = "siege";
    private static final String BAMAKO = "tr[data-subject='region/bamako'] ";
    /** Ticks from the beginning of the replay to the end of 21 November 2015. */
    private static final int AFTER_THE_ATTACK = 21;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path profile;

    @SuppressWarnings("NullAway.Init")
    private static ServedMonitor monitor;

    @SuppressWarnings("NullAway.Init")
    private static Chromium browser;

    @SuppressWarnings("NullAway.Init")
    private static Rest rest;

    @BeforeAll
    static void replay() {
        monitor = new ServedMonitor(data, HttpConfig.onLoopback(0));
        browser = new Chromium(profile);
        rest = new Rest(monitor.http().address());
        assertThat(rest.post(
                                "/api/v1/replays",
                                Rest.JSON,
                                "{\"name\":\"" + RUN + "\",\"input\":\"history\",\"from\":\"2015-11-01\","
                                        + "\"to\":\"2015-12-15\",\"asKnown\":true}")
                        .status())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() -> rest.get("/api/v1/replays/" + RUN)
                        .json()
                        .get("state")
                        .asText()
                        .equals("FINISHED"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (monitor != null) {
            monitor.close();
        }
    }

    @BeforeEach
    void open() {
        browser.resize(1440, 900);
        browser.driver().get(monitor.address().toString());
        browser.driver().executeScript("localStorage.clear()"); // it keeps the language
        browser.driver().navigate().refresh();
        await().atMost(PATIENCE)
                .until(() -> browser.isLive() && browser.one("#pastSection").isDisplayed());
    }

    private static void choose(String run) {
        new Select(browser.one("#pastRun")).selectByValue(run);
    }

    private static void lookBack() {
        choose(RUN);
        await().atMost(PATIENCE).until(() -> score("region/bamako").equals(told(last(), "region/bamako")));
    }

    private static int last() {
        return Integer.parseInt(String.valueOf(browser.one("#pastAt").getDomAttribute("max")));
    }

    private static void moveTo(int step) {
        browser.driver()
                .executeScript(
                        "const slider = document.getElementById('pastAt'); slider.value = arguments[0];"
                                + "slider.dispatchEvent(new Event('input'))",
                        step);
    }

    private static int step() {
        return Integer.parseInt(String.valueOf(browser.one("#pastAt").getDomProperty("value")));
    }

    private static String score(String subject) {
        return browser.text("tr[data-subject='" + subject + "'] td.number");
    }

    private static String dayAt(int step) {
        return LocalDate.of(2015, 11, 1).plusDays(step) + "T00:00:00Z";
    }

    private static JsonNode subjectAt(int step, String subject) {
        JsonNode subjects = rest.get("/api/v1/replays/" + RUN + "/scores?at=" + dayAt(step))
                .json()
                .get("subjects");
        return StreamSupport.stream(subjects.spliterator(), false)
                .filter(one -> one.get("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    /** What the API says of a moment, as the page writes it. */
    private static String told(int step, String subject) {
        JsonNode score = subjectAt(step, subject).get("score");
        return score == null ? "?" : String.format(Locale.ROOT, "%.1f", score.doubleValue());
    }

    @Test
    void shouldShowWhatTheReplaySaysOfEachMomentWhenTheSliderMoves() throws IOException {
        lookBack();
        assertThat(browser.text("#pastSection")).contains("REPLAY").contains("knowing only what was known then");
        assertThat(browser.one("#live").isDisplayed()).isFalse();

        for (int moment : List.of(AFTER_THE_ATTACK - 2, AFTER_THE_ATTACK, 0)) {
            moveTo(moment);
            for (String subject : List.of("region/bamako", "project/third-bridge", "project/bamako-dakar-railway")) {
                await().atMost(PATIENCE).until(() -> score(subject).equals(told(moment, subject)));
            }
            assertThat(browser.text("#asOf")).isEqualTo(dayAt(moment).substring(0, 10) + " 00:00");
        }
        moveTo(AFTER_THE_ATTACK);
        await().atMost(PATIENCE)
                .until(() -> browser.text(BAMAKO + ".level")
                        .equals(subjectAt(AFTER_THE_ATTACK, "region/bamako")
                                .get("level")
                                .asText()));
        moveTo(AFTER_THE_ATTACK - 1); // the end of the day of the attack
        double rise = subjectAt(AFTER_THE_ATTACK - 1, "region/bamako")
                        .get("score")
                        .doubleValue()
                - subjectAt(AFTER_THE_ATTACK - 2, "region/bamako").get("score").doubleValue();
        assertThat(rise).isGreaterThan(20);
        await().atMost(PATIENCE)
                .until(() -> browser.text(BAMAKO + "td.number + td.number")
                        .equals(String.format(Locale.ROOT, "%+.1f", rise)));
        assertThat(browser.all("#map path.incident")).isEmpty();
        assertThat(browser.text("#alertTitle")).contains("now, not of the replay");
        browser.screenshot("desk-past-1440");
    }

    @Test
    void shouldGoThroughTheReplayByKeyboard() {
        lookBack();
        WebElement slider = browser.one("#pastAt");
        slider.sendKeys(Keys.HOME);
        await().atMost(PATIENCE).until(() -> score("region/bamako").equals(told(0, "region/bamako")));
        slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        await().atMost(PATIENCE).until(() -> browser.text("#asOf").startsWith("2015-11-03"));
        assertThat(slider.getDomAttribute("aria-valuetext")).contains("Nov 3, 2015");
        browser.one("#pastLive").sendKeys(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.one("#live").isDisplayed());
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(browser.one("#pastRun"));
    }

    @Test
    void shouldPlayOnUntilItIsPaused() {
        lookBack();
        moveTo(0);
        browser.one("#pastPlay").click();
        assertThat(browser.text("#pastPlay")).isEqualTo("Pause");
        await().atMost(PATIENCE).until(() -> step() >= 3);
        browser.one("#pastPlay").click();
        int paused = step();
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> step() == paused);
        await().atMost(PATIENCE).until(() -> score("region/bamako").equals(told(paused, "region/bamako")));
        moveTo(last() - 1);
        browser.one("#pastPlay").click();
        await().atMost(PATIENCE)
                .until(() -> step() == last() && browser.text("#pastPlay").equals("Play"));
    }

    @Test
    void shouldShowNothingOfNowUntilItIsGoneBackTo() {
        String before = score("region/segou");
        lookBack();
        moveTo(0);
        await().atMost(PATIENCE).until(() -> score("region/segou").equals(told(0, "region/segou")));

        assertThat(rest.post(
                                "/api/v1/incidents",
                                Rest.JSON,
                                "{\"id\":\"meanwhile\",\"type\":\"ATTACK_ON_CIVILIANS\",\"date\":\""
                                        + LocalDate.now(ZoneOffset.UTC).minusDays(1)
                                        + "\",\"lat\":13.44,\"lon\":-6.27,\"fatalitiesBest\":9,\"headline\":\"An attack\"}")
                        .status())
                .isEqualTo(201);

        await().atMost(PATIENCE)
                .until(() -> !browser.driver()
                        .findElements(By.cssSelector("#alerts li[data-alert]"))
                        .isEmpty());
        await().during(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> score("region/segou").equals(told(0, "region/segou"))
                        && browser.text("#asOf").equals("2015-11-01 00:00")
                        && browser.all("#map path.incident").isEmpty());

        browser.one("#pastLive").click();

        await().atMost(PATIENCE).until(() -> !score("region/segou").equals(before));
        await().atMost(PATIENCE).until(() -> !browser.all("#map path.incident").isEmpty());
        assertThat(browser.one("#pastControls").isDisplayed()).isFalse();
        assertThat(browser.text("#asOf")).doesNotStartWith("2015");
    }

    @ParameterizedTest
    @CsvSource({
        "en, REPLAY, Back to live, 'Nov 22, 2015'",
        "fr, REJEU, Retour au direct, 22 nov. 2015",
        "zh, 回放, 返回实时, 2015年11月22日"
    })
    void shouldSayThatItIsAReplayInEachLanguage(String language, String replay, String back, String moment)
            throws IOException {
        lookBack();
        moveTo(AFTER_THE_ATTACK);
        browser.one("[data-language='" + language + "']").click();
        await().atMost(PATIENCE).until(() -> browser.text("#pastMoment").contains(moment));
        assertThat(browser.text("#pastControls")).contains(replay).contains(back);
        assertThat(browser.text("#pastLive")).isEqualTo(back);
        browser.one(BAMAKO + "button").click();
        await().atMost(PATIENCE).until(() -> browser.text("#panelBody").contains("contributions.csv"));
        browser.screenshot("desk-past-" + language + "-1440");
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, light", "1440, 900, dark", "360, 780, light", "360, 780, dark"})
    void shouldHaveNothingSeriousForAxeBreakNoPolicyAndFitTheScreen(int width, int height, String theme)
            throws IOException {
        browser.resize(width, height);
        try {
            browser.driver()
                    .executeCdpCommand(
                            "Emulation.setEmulatedMedia",
                            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
            lookBack();
            moveTo(AFTER_THE_ATTACK);
            await().atMost(PATIENCE)
                    .until(() -> score("region/bamako").equals(told(AFTER_THE_ATTACK, "region/bamako"))
                            && !browser.all("#map path.river").isEmpty());
            assertThat(browser.seriousViolations()).isEmpty();
            assertThat(browser.overflow()).isZero();
            assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                    .extracting(LogEntry::getMessage)
                    .noneMatch(message -> message.contains("Content Security Policy") || message.contains("Uncaught"));
            assertThat(browser.text(".leaflet-control-attribution")).isEqualTo("Natural Earth");
            browser.screenshot("desk-past-" + theme + "-" + width);
        } finally {
            browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of());
        }
    }
}
