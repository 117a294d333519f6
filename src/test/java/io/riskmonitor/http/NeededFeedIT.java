package io.riskmonitor.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.metrics.Exporter;
import io.riskmonitor.serde.Json;
import io.riskmonitor.testing.Rules;
import io.riskmonitor.testing.ServedMonitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that the rules need, over a whole monitor of six partitions, from before its first record to after a restart. */
class NeededFeedIT {
    private static final String ENTRY =
            "{\"id\":\"1\",\"type\":\"THREAT\",\"date\":\"2026-01-05\",\"lat\":14.5,\"lon\":-4.2,\"headline\":\"A threat\"}";

    @TempDir
    private Path dir;

    private ServedMonitor monitor() throws IOException {
        return new ServedMonitor(
                new MonitorConfig(
                        dir.resolve("data"),
                        null,
                        Map.of(),
                        0,
                        Duration.ofMillis(200),
                        null,
                        null,
                        null,
                        Rules.fileNeeding(dir, "desk")),
                HttpConfig.onLoopback(0));
    }

    private static JsonNode get(ServedMonitor monitor, String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(monitor.get(path).body());
    }

    private static List<String> levels(ServedMonitor monitor) throws IOException, InterruptedException {
        return get(monitor, "/api/v1/regions").findValuesAsText("level");
    }

    @Test
    void shouldKnowNoLevelBeforeItsFirstRecordAndRememberItAcrossARestart() throws Exception {
        Instant before = Instant.now().minusSeconds(60);
        try (ServedMonitor monitor = monitor()) {
            assertThat(levels(monitor)).isEmpty();
            assertThat(get(monitor, "/api/v1/regions").findValuesAsText("unknownBecause"))
                    .hasSize(9)
                    .containsOnly("nothing has come yet from desk, which is needed");
            assertThat(get(monitor, "/api/v1/feeds").toString())
                    .isEqualTo(
                            "[{\"feed\":\"desk\",\"status\":\"AWAITED\",\"needed\":true,\"gaps\":0,\"plausibleHours\":168.0}]");
            try (Exporter exporter = new Exporter(monitor.monitor())) {
                assertThat(exporter.scrape())
                        .contains("risk_feed_stale{feed=\"desk\"} 1.0", "risk_region_unknown{region=\"mopti\"} 1.0")
                        .doesNotContain("risk_region_score{");
            }

            assertThat(monitor.send("POST", "/api/v1/incidents", ENTRY, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(201);
            monitor.monitor().settle();
            heard(monitor, before);
        }
        try (ServedMonitor monitor = monitor()) {
            heard(monitor, before);
        }
    }

    private static void heard(ServedMonitor monitor, Instant before) throws IOException, InterruptedException {
        JsonNode desk = get(monitor, "/api/v1/feeds").get(0);
        assertThat(desk.get("status").asText()).isEqualTo("LIVE");
        assertThat(Instant.parse(desk.get("lastRecord").asText())).isBetween(before, Instant.now());
        assertThat(levels(monitor)).hasSize(9);
        assertThat(get(monitor, "/api/v1/alerts").toString()).doesNotContain("stale-feed");
    }
}
