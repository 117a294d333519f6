package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.serde.Json;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The desk page in a real browser. */
class DeskPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FIRST_VIEW_BYTES = 300 * 1024;

    @TempDir
    private static Path data;

    @TempDir
    private static Path profile;

    private static ServedMonitor monitor;
    private static Chromium chromium;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        monitor = new ServedMonitor(data, HttpConfig.onLoopback(0));
        chromium = new Chromium(profile);
        browser = chromium.driver();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (monitor != null) {
            monitor.close();
        }
    }

    @BeforeEach
    void open() {
        chromium.resize(1440, 900);
        browser.get(monitor.address().toString());
        browser.executeScript("localStorage.clear()"); // it keeps the language
        browser.navigate().refresh();
        await().atMost(PATIENCE)
                .until(() -> isLive() && !all("#map path.region").isEmpty());
    }

    private static boolean isLive() {
        return chromium.isLive();
    }

    private static WebElement one(String selector) {
        return chromium.one(selector);
    }

    private static List<WebElement> all(String selector) {
        return chromium.all(selector);
    }

    private static String scoreOf(String subject) {
        return one("tr[data-subject='" + subject + "'] td.number").getText();
    }

    private static void enter(String id) {
        enterAt(id, 14.04, -6.11);
    }

    private static void enterAt(String id, double lat, double lon) {
        assertThat(new Rest(monitor.address().toString())
                        .post(
                                "/api/v1/incidents",
                                Rest.JSON,
                                "{\"id\":\"" + id + "\",\"type\":\"ATTACK_ON_CIVILIANS\",\"date\":\""
                                        + LocalDate.now(ZoneOffset.UTC).minusDays(1)
                                        + "\",\"lat\":" + lat + ",\"lon\":" + lon
                                        + ",\"fatalitiesBest\":9,\"headline\":\"<b>An attack</b> by the canal\"}")
                        .status())
                .isEqualTo(201);
    }

    private static void screenshot(String name) throws IOException {
        chromium.screenshot(name);
    }

    @Test
    void shouldDrawEveryRegionAndProjectWhenItIsOpened() {
        int regions = monitor.monitor().queries().regions(null).size();
        int projects = monitor.monitor().queries().projects(null).size();
        assertThat(all("#regions tr")).hasSize(regions);
        assertThat(all("#projects tr")).hasSize(projects);
        assertThat(all("#map path.region")).hasSize(regions);
        assertThat(all("#map path.site")).hasSizeGreaterThan(projects);
    }

    @Test
    void shouldShowTheScoreTheCircleAndTheAlertWithoutAReloadWhenAnIncidentIsEntered() throws IOException {
        String before = scoreOf("project/n-sukala");
        int circles = all("#map path.incident").size();

        enter("live");

        await().atMost(PATIENCE).until(() -> !scoreOf("project/n-sukala").equals(before));
        await().atMost(PATIENCE).until(() -> all("#map path.incident").size() > circles);
        await().atMost(PATIENCE).until(() -> one("#alerts").getText().contains("<b>An attack</b> by the canal"));
        screenshot("desk-1440");
        one("#alerts li button").click();
        await().atMost(PATIENCE).until(() -> one("#alerts").getText().contains("acknowledged by"));
        assertThat(all("#feeds tr")).extracting(WebElement::getText).anyMatch(row -> row.startsWith("desk"));
    }

    @Test
    void shouldAnnounceANewAlertOnceToWhoeverCannotSeeIt() throws Exception {
        browser.executeScript("""
                window.said = [];
                const news = document.getElementById('news');
                new MutationObserver(() => said.push(news.textContent)).observe(news, {childList: true});""");
        assertThat(one("#news").getDomAttribute("aria-live")).isEqualTo("polite");
        int before = liveAlerts();

        enterAt("announced", 13.44, -6.27); // Ségou, where no other test raises anything

        await().atMost(PATIENCE).until(() -> announced() > 0 && announced() == liveAlerts() - before);
        assertThat(String.valueOf(said().get(0))).startsWith("New alert").contains("<b>An attack</b> by the canal");
        one("#alerts li button").click();
        await().atMost(PATIENCE).until(() -> one("#alerts").getText().contains("acknowledged by"));
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> announced() == liveAlerts() - before);
    }

    private static int liveAlerts() throws IOException, InterruptedException {
        return Json.mapper()
                .readTree(monitor.get("/api/v1/alerts?state=live&limit=1000").body())
                .get("alerts")
                .size();
    }

    private static List<?> said() {
        return (List<?>) Objects.requireNonNull(browser.executeScript("return window.said"));
    }

    /** Of how many alerts was spoken; a sentence on several gives their number. */
    private static int announced() {
        return said().stream()
                .map(sentence -> String.valueOf(sentence).replaceFirst("^New alert \\((\\d+)\\).*", "$1"))
                .mapToInt(count -> count.matches("\\d+") ? Integer.parseInt(count) : 1)
                .sum();
    }

    @Test
    void shouldTakeTheRiskApartWhenAProjectIsChosenByKeyboard() throws IOException {
        enter("taken-apart");
        browser.executeScript("document.querySelector(\"tr[data-subject='project/n-sukala'] button\").focus()");
        new Actions(browser).sendKeys(Keys.ENTER).perform();

        await().atMost(PATIENCE)
                .until(() ->
                        all("#panel meter").size() == 3 && !all("#panel li").isEmpty());
        assertThat(one("#panel").getText())
                .contains("<b>An attack</b> by the canal")
                .contains("Exposure");
        screenshot("desk-panel-1440");
        new Actions(browser).sendKeys(Keys.ESCAPE).perform();
        await().atMost(PATIENCE).until(() -> !one("#panel").isDisplayed());
    }

    @ParameterizedTest
    @CsvSource({"zh, 项目, 巴马科", "fr, Projets, Ségou", "en, Projects, Bamako"})
    void shouldSpeakTheLanguageThatIsChosen(String language, String heading, String region) throws IOException {
        one("[data-language='" + language + "']").click();
        await().atMost(PATIENCE).until(() -> one("#projectTitle").getText().equals(heading));
        assertThat(one("html").getDomAttribute("lang")).isEqualTo(language);
        assertThat(one("#regions").getText()).contains(region);
        screenshot("desk-" + language + "-1440");
    }

    @Test
    void shouldComeBackByItselfWhenTheServerRestarts() {
        URI address = monitor.address();
        monitor.close();
        await().atMost(PATIENCE).until(() -> !isLive());
        monitor = new ServedMonitor(data, HttpConfig.onLoopback(address.getPort()));
        await().atMost(PATIENCE).until(DeskPageIT::isLive);
        String before = scoreOf("region/segou");
        enter("after-the-restart");
        await().atMost(PATIENCE).until(() -> !scoreOf("region/segou").equals(before));
    }

    @Test
    void shouldBreakNoPolicyAndReportNoFault() {
        enter("watched");
        one("tr[data-subject='region/segou'] button").click();
        await().atMost(PATIENCE)
                .until(() -> !all("#panel li").isEmpty()
                        && !all("#map path.incident").isEmpty());
        one("[data-language='fr']").click();
        await().atMost(PATIENCE).until(() -> one("#projectTitle").getText().equals("Projets"));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .noneMatch(message -> message.contains("Content Security Policy") || message.contains("Uncaught"));
    }

    @ParameterizedTest
    @CsvSource({"1440, 900", "360, 780"})
    void shouldHaveNothingSeriousForAxeAndFitTheScreen(int width, int height) throws IOException {
        chromium.resize(width, height);
        assertThat(chromium.seriousViolations()).isEmpty();
        assertThat(chromium.overflow()).isZero();
        screenshot("desk-axe-" + width);
    }

    private static String[] coloursIn(String theme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        return new String[] {
            one("body").getCssValue("background-color"),
            one("#map path.region").getCssValue("stroke"),
            one("#map path.site").getCssValue("stroke")
        };
    }

    @Test
    void shouldFollowTheThemeWithoutAReload() throws IOException {
        try {
            assertThat(coloursIn("light"))
                    .containsExactly("rgba(255, 255, 255, 1)", "rgb(90, 101, 112)", "rgb(17, 17, 17)");
            assertThat(coloursIn("dark"))
                    .containsExactly("rgba(20, 23, 26, 1)", "rgb(154, 165, 177)", "rgb(255, 255, 255)");
            screenshot("desk-dark");
            assertThat(chromium.seriousViolations()).isEmpty();
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of());
        }
    }

    @Test
    void shouldLoadTheFirstViewWithinThreeHundredKilobytes() {
        Object bytes = browser.executeScript("""
                        return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                            .reduce((sum, entry) => sum + (entry.transferSize || entry.encodedBodySize), 0)""");
        assertThat(((Number) Objects.requireNonNull(bytes)).longValue()).isBetween(10_000L, FIRST_VIEW_BYTES);
    }
}
