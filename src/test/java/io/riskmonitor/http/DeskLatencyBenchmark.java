package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.testing.Chromium;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.ServedMonitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From sending an incident to the frame in which its region's score has another number, on the desk page in a real browser with
 * the embedded broker. Not among the tests, as it is about time:
 *
 * <pre>mvn -B test -Dtest=DeskLatencyBenchmark [-Dbenchmark.incidents=40]</pre>
 */
class DeskLatencyBenchmark {
    private static final int INCIDENTS = Integer.getInteger("benchmark.incidents", 40);
    private static final int WARM_UP = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Notes the moment at which the frame after a change of the score has begun: the change is painted by then. */
    private static final String WATCH = """
            const score = document.querySelector("tr[data-subject='region/kidal'] td.number");
            new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => {
              window.painted ??= Date.now();
            }))).observe(score, {childList: true, characterData: true, subtree: true});""";

    @Test
    void measure(@TempDir Path dir) throws Exception {
        try (ServedMonitor monitor = new ServedMonitor(
                        LiveMonitor.config(dir.resolve("data"), Duration.ofMillis(200), null),
                        HttpConfig.onLoopback(0));
                Chromium browser = new Chromium(dir.resolve("profile"))) {
            browser.driver().get(monitor.address().toString());
            await().atMost(PATIENCE)
                    .until(() -> browser.isLive()
                            && !browser.all("tr[data-subject='region/kidal']").isEmpty());
            browser.driver().executeScript(WATCH);
            long[] millis = new long[INCIDENTS];
            for (int i = -WARM_UP; i < INCIDENTS; i++) {
                long latency = once(monitor, browser, i + WARM_UP);
                if (i >= 0) {
                    millis[i] = latency;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    "incident to pixel, %d incidents: p50 %d ms, p90 %d ms, max %d ms%n",
                    INCIDENTS, millis[INCIDENTS / 2], millis[INCIDENTS * 9 / 10], millis[INCIDENTS - 1]);
        }
    }

    private static long once(ServedMonitor monitor, Chromium browser, int number) throws Exception {
        browser.driver().executeScript("delete window.painted");
        String entry = "{\"id\":\"pixel-" + number + "\",\"type\":\"ARMED_CLASH\",\"date\":\""
                + LocalDate.now(ZoneOffset.UTC).minusDays(1) + "\",\"lat\":19.5,\"lon\":1.0,\"headline\":\"A clash\"}";
        long sent = System.currentTimeMillis();
        assertThat(monitor.send("POST", "/api/v1/incidents", entry, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(201);
        await().atMost(PATIENCE)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> browser.driver().executeScript("return window.painted") != null);
        long painted =
                ((Number) Objects.requireNonNull(browser.driver().executeScript("return window.painted"))).longValue();
        TimeUnit.MILLISECONDS.sleep(300); // for what is read at leisure, so that each incident stands alone
        return painted - sent;
    }
}
