package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.Rules;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The freshness of sources on the desk page, in a real browser. */
class DeskFeedsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path dir;

    private static void enter(ServedMonitor monitor, String id, Instant recordedAt)
            throws IOException, InterruptedException {
        String entry = "{\"id\":\"" + id + "\",\"type\":\"THREAT\",\"date\":\"2026-01-05\",\"lat\":14.5,\"lon\":-4.2,"
                + "\"headline\":\"A threat\",\"recordedAt\":\"" + recordedAt.truncatedTo(ChronoUnit.SECONDS) + "\"}";
        assertThat(monitor.send("POST", "/api/v1/incidents", entry, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void shouldTellSilentUnknownAndFreshApart() throws Exception {
        try (ServedMonitor monitor = new ServedMonitor(
                        new MonitorConfig(
                                dir.resolve("data"),
                                null,
                                Map.of(),
                                0,
                                Duration.ofMillis(200),
                                null,
                                null,
                                null,
                                Rules.fileNeeding(dir, "desk", "acled")),
                        HttpConfig.onLoopback(0));
                Chromium browser = new Chromium(dir.resolve("profile"))) {
            enter(monitor, "old", Instant.now().minus(Duration.ofDays(30)));
            monitor.monitor().settle();
            browser.driver().get(monitor.address().toString());
            await().atMost(PATIENCE).until(() -> browser.all("#feeds tr").size() == 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(browser.text("[data-feed='acled']")).contains("?", "UNKNOWN"));
            await().atMost(PATIENCE)
                    .until(() -> browser.text("[data-feed='desk']").contains("SILENT"));
            assertThat(browser.text("[data-feed='desk']")).contains("since");
            await().atMost(PATIENCE).until(() -> browser.text("#alerts").contains("Source desk"));
            await().atMost(PATIENCE)
                    .until(() -> browser.text("[data-subject='region/kidal']")
                            .contains("not known: a needed source is silent"));
            browser.resize(1440, 1400);
            browser.screenshot("desk-feeds-1440");
            browser.resize(360, 1800);
            browser.screenshot("desk-feeds-360");
            assertThat(browser.overflow()).isZero();
            assertThat(browser.seriousViolations()).isEmpty();

            browser.click("[data-language='zh']");
            await().atMost(PATIENCE)
                    .until(() -> browser.text("[data-subject='region/kidal']").contains("必需的信源中断"));
            browser.screenshot("desk-feeds-zh-360");
            browser.click("[data-language='en']");

            enter(monitor, "new", Instant.now());

            await().atMost(PATIENCE)
                    .until(() -> browser.text("[data-feed='desk']").contains("FRESH"));
            browser.click("[data-language='fr']");
            await().atMost(PATIENCE)
                    .until(() -> browser.text("[data-feed='acled']").contains("INCONNU"));
        }
    }
}
