package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.SubscriptionsFile;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.RecordingServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No alert leaves from a replay, not even from one on the cluster of a monitor that tells everybody everything. */
class SilentReplayIT {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void shouldTellNobodyWhenTheRadissonBluAttackIsReplayedBesideALiveMonitor() throws Exception {
        MonitorConfig config = LiveMonitor.config(dir.resolve("data"), Duration.ofMillis(200), null);
        try (RecordingServer hook = RecordingServer.start();
                LiveMonitor live = new LiveMonitor(config)) {
            live.monitor()
                    .deliver(
                            SubscriptionsFile.read(
                                    subscriptions(hook), live.monitor().world()),
                            null);
            live.monitor().announce(Map.of());

            Path out = dir.resolve("out");
            try (ReplayEngine beside = ReplayEngine.open(config)) {
                replay(config, beside, live, out);
            }

            assertThat(Files.readString(out.resolve("alerts.csv"))).contains("TARGETED", "country.mali.targeted");
            // The messages of a live alert come in order behind any that the replay had set off.
            live.enter("""
                    {"id":"attack","type":"ATTACK_ON_CIVILIANS","targets":["CHINESE_NATIONALS"],"date":"%s","lat":14.04,
                     "lon":-6.11,"deaths":3,"headline":"Attack on the works (test)"}""".formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1)));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> hook.requests().stream()
                            .anyMatch(request -> request.body().contains("country.mali.targeted.chinese-interests.1")));
            assertThat(hook.requests())
                    .allSatisfy(request ->
                            assertThat(request.body()).contains("desk:attack").doesNotContain("history:"));
            assertThat(live.monitor().alerts().standing(live.monitor().clock().instant()))
                    .isNotEmpty()
                    .allSatisfy(alert -> assertThat(alert.evidence())
                            .allSatisfy(e -> assertThat(e.incidentId()).isEqualTo("desk:attack")));
        }
    }

    private static void replay(MonitorConfig config, ReplayEngine engine, LiveMonitor live, Path out) throws Exception {
        ReplayInputs history = ReplayInputs.history(live.monitor().world().regions(), NOW);
        ReplaySpan span = ReplaySpan.of(
                Instant.parse("2015-11-15T00:00:00Z"), Instant.parse("2015-12-01T00:00:00Z"), Duration.ofDays(1), NOW);
        ReplayManifest manifest = ReplayManifest.of(
                new ReplayManifest.Program("test", "unknown"),
                history,
                span,
                Knowledge.LATEST,
                live.monitor().world());
        new ReplayRuns(config, engine).run(manifest, new ReplayRuns.Settings("silent", out, 1, 1), reached -> {});
    }

    private Path subscriptions(RecordingServer hook) throws Exception {
        Files.writeString(dir.resolve("secret"), "s3cret");
        return Files.writeString(dir.resolve("subscriptions.yaml"), """
                version: 1
                channels:
                  - {name: hook, type: WEBHOOK, url: "%s", secret: "file:secret"}
                subscriptions:
                  - {id: wang, role: risk-officer, language: zh, channels: [{channel: hook}]}
                """.formatted(hook.uri("/in")));
    }
}
