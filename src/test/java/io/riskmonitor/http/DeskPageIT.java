package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.serde.Json;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

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
        return chromium.text("tr[data-subject='" + subject + "'] td.number");
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
        await().atMost(PATIENCE).until(() -> chromium.text("#alerts").contains("<b>An attack</b> by the canal"));
        screenshot("desk-1440");
        chromium.click("#alerts li button");
        await().atMost(PATIENCE).until(() -> chromium.text("#alerts").contains("acknowledged by"));
        assertThat(all("#feeds tr")).extracting(WebElement::getText).anyMatch(row -> row.startsWith("desk"));
    }

    @Test
    void shouldJudgeAnAlertWithoutLosingWhatIsBeingWrittenWhenTheStreamGoesOn() throws Exception {
        enter("judged");
        String id = nearNSukala().get("id").asText();
        String alert = "#alerts li[data-alert='" + id + "']";
        await().atMost(PATIENCE).until(() -> !all(alert).isEmpty());
        int before = nearNSukala().get("revision").asInt();
        // a line that is painted anew meanwhile has its judgement closed again
        await().ignoreException(StaleElementReferenceException.class)
                .atMost(PATIENCE)
                .until(() -> {
                    if (!one(alert + " textarea").isDisplayed()) {
                        one(alert + " summary").click();
                    }
                    return one(alert + " textarea").isDisplayed();
                });
        one(alert + " textarea").sendKeys("seen from the ");

        enter("meanwhile");

        await().atMost(PATIENCE).until(() -> nearNSukala().get("revision").asInt() > before);
        TimeUnit.SECONDS.sleep(1); // for the page to hear of it
        assertThat(one(alert + " textarea").equals(browser.switchTo().activeElement()))
                .isTrue();
        browser.switchTo().activeElement().sendKeys("gate");
        new Select(one(alert + " select")).selectByValue("RELEVANT_SOME_IMPACT");
        screenshot("desk-judging-1440");
        assertThat(chromium.seriousViolations()).isEmpty();
        chromium.click(alert + " form button");
        await().atMost(PATIENCE).until(() -> chromium.text(alert).contains("Judged: relevant, some impact"));
        JsonNode judged = Json.mapper()
                .readTree(monitor.get("/api/v1/alerts/" + id).body())
                .at("/alert/disposition");
        assertThat(judged.get("comment").asText()).isEqualTo("seen from the gate");
        assertThat(judged.get("disposition").asText()).isEqualTo("RELEVANT_SOME_IMPACT");
        chromium.click("[data-language='zh']");
        await().atMost(PATIENCE).until(() -> chromium.text(alert).contains("研判结果: 相关，有一定影响"));
    }

    private static JsonNode nearNSukala() throws IOException, InterruptedException {
        return Json.mapper()
                .readTree(monitor.get("/api/v1/alerts?kind=PROXIMITY&subject=project/n-sukala")
                        .body())
                .at("/alerts/0");
    }

    @Test
    void shouldNameTheCountryInEachLanguage() {
        assertThat(new Rest(monitor.address().toString())
                        .post(
                                "/api/v1/incidents",
                                Rest.JSON,
                                "{\"id\":\"aimed\",\"type\":\"THREAT\",\"targets\":[\"CHINESE_NATIONALS\"],\"date\":\""
                                        + LocalDate.now(ZoneOffset.UTC).minusDays(1)
                                        + "\",\"lat\":14.04,\"lon\":-6.11,\"headline\":\"A threat\"}")
                        .status())
                .isEqualTo(201);
        await().atMost(PATIENCE).until(() -> chromium.text("#alerts").contains("Mali, the whole country"));
        chromium.click("[data-language='zh']");
        await().atMost(PATIENCE).until(() -> chromium.text("#alerts").contains("马里全国"));
        assertThat(chromium.text("#alerts")).doesNotContain("country/");
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
        chromium.click("#alerts li button");
        await().atMost(PATIENCE).until(() -> chromium.text("#alerts").contains("acknowledged by"));
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
    void shouldBeginWithTheAlertThatAMessageLedToEvenOnceItIsOver() throws Exception {
        enterAt("linked", 12.486, -8.050); // the campus of Kabala, where no other test raises anything
        AlertId id = alertOn("project/kabala-campus");
        browser.get(monitor.address() + "/?alert=" + id);
        await().atMost(PATIENCE).until(() -> linkedText().contains("<b>An attack</b> by the canal"));
        assertThat(one("#alerts li").getDomAttribute("aria-current")).isEqualTo("true");
        assertThat(browser.switchTo().activeElement()).isEqualTo(one("#alerts li"));

        monitor.send("DELETE", "/api/v1/incidents/desk:linked", "");

        await().atMost(PATIENCE).until(() -> linkedText().contains("Alert recalled"));
        assertThat(one("#alerts li[aria-current] .acts > button").isDisplayed()).isFalse();
        browser.get(monitor.address() + "/?alert=nonsense");
        await().atMost(PATIENCE).until(() -> isLive() && !all("#alerts li").isEmpty());
        assertThat(all("#alerts li[aria-current]")).isEmpty();
    }

    private static String linkedText() {
        return all("#alerts li[aria-current]").isEmpty() ? "" : chromium.text("#alerts li");
    }

    private static AlertId alertOn(String subject) {
        String path = "/api/v1/alerts?kind=proximity&subject=" + subject;
        return await().atMost(PATIENCE)
                .until(
                        () -> JsonText.read(monitor.get(path).body(), AlertPage.class)
                                .alerts(),
                        alerts -> !alerts.isEmpty())
                .get(0)
                .id();
    }

    @Test
    void shouldTakeTheRiskApartWhenAProjectIsChosenByKeyboard() throws IOException {
        enter("taken-apart");
        browser.executeScript("document.querySelector(\"tr[data-subject='project/n-sukala'] button\").focus()");
        new Actions(browser).sendKeys(Keys.ENTER).perform();

        await().atMost(PATIENCE)
                .until(() ->
                        all("#panel meter").size() == 3 && !all("#panel li").isEmpty());
        assertThat(chromium.text("#panel"))
                .contains("<b>An attack</b> by the canal")
                .contains("Exposure");
        screenshot("desk-panel-1440");
        new Actions(browser).sendKeys(Keys.ESCAPE).perform();
        await().atMost(PATIENCE).until(() -> !one("#panel").isDisplayed());
    }

    @ParameterizedTest
    @CsvSource({"zh, 项目, 巴马科", "fr, Projets, Ségou", "en, Projects, Bamako"})
    void shouldSpeakTheLanguageThatIsChosen(String language, String heading, String region) throws IOException {
        chromium.click("[data-language='" + language + "']");
        await().atMost(PATIENCE).until(() -> chromium.text("#projectTitle").equals(heading));
        assertThat(one("html").getDomAttribute("lang")).isEqualTo(language);
        assertThat(chromium.text("#regions")).contains(region);
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
        chromium.click("tr[data-subject='region/segou'] button");
        await().atMost(PATIENCE)
                .until(() -> !all("#panel li").isEmpty()
                        && !all("#map path.incident").isEmpty());
        chromium.click("[data-language='fr']");
        await().atMost(PATIENCE).until(() -> chromium.text("#projectTitle").equals("Projets"));
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
    void shouldAnswerInAFewBytesWhenAFileHasNotChanged() throws Exception {
        HttpResponse<String> first = monitor.get("/desk/leaflet.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = monitor.get("/desk/leaflet.js", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void shouldLoadTheFirstViewWithinThreeHundredKilobytes() {
        Object bytes = browser.executeScript("""
                        return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                            .reduce((sum, entry) => sum + (entry.transferSize || entry.encodedBodySize), 0)""");
        assertThat(((Number) Objects.requireNonNull(bytes)).longValue()).isBetween(10_000L, FIRST_VIEW_BYTES);
    }
}
