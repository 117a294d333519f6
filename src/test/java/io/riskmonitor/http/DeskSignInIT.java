package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.Role;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in on the desk page, where tokens are in force, in a real browser. */
class DeskSignInIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path data;

    @TempDir
    private static Path profile;

    private static ServedMonitor monitor;
    private static Chromium browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        monitor = new ServedMonitor(data, HttpConfig.onLoopback(0));
        String attack = "{\"id\":\"1\",\"type\":\"ATTACK_ON_CIVILIANS\",\"date\":\""
                + LocalDate.now(ZoneOffset.UTC).minusDays(1)
                + "\",\"lat\":14.04,\"lon\":-6.11,\"fatalitiesBest\":9,\"headline\":\"An attack by the canal\"}";
        assertThat(monitor.send("POST", "/api/v1/incidents", attack, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(201);
        create("first", Role.ADMIN);
        browser = new Chromium(profile);
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
        browser.driver().manage().deleteAllCookies();
        browser.driver().executeScript("localStorage.clear(); sessionStorage.clear()");
        browser.driver().get(monitor.address().toString());
        await().atMost(PATIENCE).until(DeskSignInIT::isAsked);
    }

    private static String create(String name, Role role) {
        return monitor.monitor()
                .tokens()
                .create(name, role, null, Caller.LOCAL_USER, Change.Surface.COMMAND)
                .secret()
                .text();
    }

    private static boolean isAsked() {
        return !browser.all("#signIn").isEmpty();
    }

    private static void show(String token) {
        browser.one("#token").sendKeys(token);
        browser.click("#signIn button");
    }

    private static void signIn(String token) {
        show(token);
        await().atMost(PATIENCE)
                .until(() -> !isAsked()
                        && !browser.all("#live").isEmpty()
                        && browser.isLive()
                        && browser.text("#alerts").contains("An attack by the canal"));
    }

    @Test
    void shouldAskABrowserForATokenAndTellItNothingElse() throws Exception {
        HttpResponse<String> asked = monitor.get("/", "Accept", "text/html,application/xhtml+xml");
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(asked.body()).contains("id=\"signIn\"").doesNotContain("Bamako", "SIMULATED");
        assertThat(monitor.get("/").body()).startsWith("{");
        assertThat(monitor.get("/api/v1/regions", "Accept", "text/html").body()).startsWith("{");
    }

    @Test
    void shouldSayThatATokenIsWrongAndLetNobodyIn() {
        for (String wrong : new String[] {"mrm_guess", "令牌"}) {
            browser.one("#token").clear();
            show(wrong);
            await().atMost(PATIENCE).until(() -> browser.text("#fault").equals("This token is not valid."));
        }
        assertThat(browser.driver().getPageSource()).doesNotContain("Bamako");
    }

    @Test
    void shouldShowTheRoleAndLetAnOfficerAcknowledgeAndSignOut() throws IOException {
        signIn(create("awa", Role.OFFICER));
        assertThat(browser.text("#session")).contains("awa (officer)");
        browser.screenshot("desk-officer-1440");
        browser.click("#alerts li button");
        await().atMost(PATIENCE).until(() -> browser.text("#alerts").contains("acknowledged by awa"));

        browser.click("#signOut");

        await().atMost(PATIENCE).until(DeskSignInIT::isAsked);
        browser.driver().navigate().refresh();
        assertThat(isAsked()).isTrue();
    }

    @Test
    void shouldKeepTheAlertThatAMessageLedToWhileItAsksForAToken() {
        String id = monitor.monitor().alerts().standing(Instant.now()).stream()
                .map(alert -> alert.id().toString())
                .findFirst()
                .orElseThrow();
        browser.driver().get(monitor.address() + "/?alert=" + id);
        await().atMost(PATIENCE).until(DeskSignInIT::isAsked);
        signIn(create("fatou", Role.VIEWER));
        await().atMost(PATIENCE)
                .until(() -> !browser.all("#alerts li[aria-current]").isEmpty());
    }

    @Test
    void shouldOfferAViewerNoActionAndKeepTheTokenWhereNoScriptFindsIt() {
        String token = create("moussa", Role.VIEWER);
        signIn(token);
        assertThat(browser.text("#session")).contains("moussa (viewer)");
        assertThat(browser.all("#alerts li :is(button, form)")).isEmpty();
        assertThat(String.valueOf(browser.driver()
                        .executeScript(
                                "return document.cookie + JSON.stringify({...localStorage, ...sessionStorage})")))
                .doesNotContain(token, "session=");
        // Another page of the same browser is in already.
        browser.driver().get(monitor.address().toString());
        await().atMost(PATIENCE).until(() -> !browser.all("#live").isEmpty() && browser.isLive());
    }

    @Test
    void shouldAskAgainByItselfWhenTheTokenIsRevoked() {
        signIn(create("left", Role.OFFICER));

        monitor.monitor().tokens().revoke("left", Caller.LOCAL_USER, Change.Surface.COMMAND);

        await().atMost(PATIENCE).until(DeskSignInIT::isAsked);
        await().atMost(PATIENCE).until(() -> browser.text("#fault").startsWith("The session has ended"));
        assertThat(browser.driver().getPageSource()).doesNotContain("An attack by the canal");
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, fr, Jeton d’accès", "360, 780, zh, 访问令牌"})
    void shouldBeUsableInEachLanguageAndForAxe(int width, int height, String language, String label)
            throws IOException {
        browser.resize(width, height);
        browser.click("[data-language='" + language + "']");
        await().atMost(PATIENCE).until(() -> browser.text("label").equals(label));
        assertThat(browser.seriousViolations()).isEmpty();
        assertThat(browser.overflow()).isZero();
        browser.screenshot("desk-sign-in-" + width);
    }
}
