package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.ScoreMove;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.testing.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a needed source's silence does to scores and alerts. */
class NeededFeedTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String REGION = "region/mopti";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    private static MonitorDriver needing(String feed) {
        return new MonitorDriver(Models.plain(), Rules.needing(feed))
                .register(Projects.project("bridge")
                        .site("site", new GeoPoint(14, -6))
                        .always()
                        .build());
    }

    /** A report a day, each far off and long ago, so that they say no more than that the source lives. */
    private static List<Revision> daily(int days) {
        return IntStream.range(0, days)
                .mapToObj(day -> Reports.report("acled:" + day)
                        .at(20, -1)
                        .on(START.minus(Duration.ofDays(9_000)))
                        .learnt(START.plus(DAY.multipliedBy(day))))
                .toList();
    }

    private static RiskScore score(MonitorDriver monitor, String owner) {
        return Objects.requireNonNull(monitor.scores().get(owner), owner);
    }

    @Test
    void shouldCallNothingLowWhileANeededSourceIsSilentAndSayWhy() {
        try (MonitorDriver monitor = needing("acled")) {
            monitor.learn(daily(20)).tick(START.plus(DAY.multipliedBy(19)));
            assertThat(monitor.scores().values()).extracting(RiskScore::level).containsOnly(Level.LOW);

            monitor.tick(START.plus(DAY.multipliedBy(22)));

            assertThat(monitor.scores().values()).allSatisfy(score -> {
                assertThat(score.score()).isNull();
                assertThat(score.level()).isNull();
                assertThat(score.unknownBecause())
                        .isEqualTo("nothing has come since 2026-01-20T00:00:00Z from acled, which is needed");
            });

            monitor.learn(daily(24).get(23)).tick(START.plus(DAY.multipliedBy(23)));
            assertThat(monitor.scores().values()).extracting(RiskScore::level).containsOnly(Level.LOW);
        }
    }

    @Test
    void shouldKeepALevelThatIsNotLowWhateverIsSilent() {
        try (MonitorDriver monitor = needing("acled")) {
            Instant now = START.plus(DAY.multipliedBy(2));
            monitor.learn(Reports.report("desk:1")
                            .at(14, -6)
                            .on(now)
                            .fatalities(60)
                            .learnt(now))
                    .tick(now);

            assertThat(score(monitor, "project/bridge").level()).isGreaterThan(Level.LOW);
            assertThat(monitor.scores().values()).extracting(RiskScore::level).doesNotContain(Level.LOW);
        }
    }

    @Test
    void shouldAlertOnceOfASilenceAndCloseWithTheNextRecord() {
        try (MonitorDriver monitor = needing("acled")) {
            monitor.learn(daily(20)).tick(START.plus(DAY.multipliedBy(19)));
            assertThat(monitor.newAlerts()).isEmpty();
            for (int day = 20; day < 30; day++) {
                monitor.tick(START.plus(DAY.multipliedBy(day)));
            }
            Instant back = START.plus(DAY.multipliedBy(30));
            monitor.learn(daily(31).get(30)).tick(back);

            List<Alert> told = monitor.newAlerts();
            assertThat(told)
                    .extracting(alert -> alert.id() + " " + alert.status() + " " + alert.updatedAt())
                    .containsExactly(
                            "feed.acled.stale-feed.silent.1 OPEN 2026-01-23T00:00:00Z",
                            "feed.acled.stale-feed.silent.1 CLOSED 2026-01-31T00:00:00Z");
            assertThat(Objects.requireNonNull(told.get(0).feed())).satisfies(feed -> {
                assertThat(feed.lastHeard()).isEqualTo(START.plus(DAY.multipliedBy(19)));
                assertThat(feed.plausibleHours()).isEqualTo(72);
            });
        }
    }

    /** Who has just been set up is not woken because nothing has been read yet; that levels are unknown says enough. */
    @Test
    void shouldAlertOfNoSourceThatHasNeverSpoken() {
        try (MonitorDriver monitor = needing("acled")) {
            monitor.tick(START).tick(START.plus(DAY.multipliedBy(100)));

            assertThat(monitor.alerts()).isEmpty();
            assertThat(score(monitor, REGION).unknownBecause())
                    .isEqualTo("nothing has come yet from acled, which is needed");
        }
    }

    @Test
    void shouldRecallWhatWasWrongThoughTheLevelIsNotKnownNow() {
        Instant now = START.plus(DAY);
        try (MonitorDriver monitor = needing("acled")) {
            monitor.learn(Reports.report("desk:1")
                            .at(14, -6)
                            .on(now)
                            .fatalities(60)
                            .learnt(now))
                    .tick(now);
            assertThat(monitor.newAlerts()).isNotEmpty();

            monitor.learn(Reports.retraction("desk:1", now.plusSeconds(60)));

            Map<String, Alert> alerts = monitor.alerts();
            assertThat(alerts.values())
                    .isNotEmpty()
                    .allSatisfy(alert -> assertThat(alert.status()).isEqualTo(AlertStatus.RECALLED));
            assertThat(alerts.values())
                    .extracting(Alert::score)
                    .filteredOn(Objects::nonNull)
                    .extracting(ScoreMove::levelAfter)
                    .doesNotContain(Level.LOW);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldSayTheSameOfASourceInWhateverOrderItsRecordsCome(long seed) {
        Random random = new Random(seed);
        List<Revision> log = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i -> Reports.report("acled:" + random.nextInt(40))
                        .at(20, -1)
                        .on(START.minus(DAY))
                        .learnt(START.plusSeconds(random.nextInt(5_000_000))))
                .toList());
        Instant end = START.plusSeconds(5_000_000 + random.nextInt(1_000_000));
        try (MonitorDriver inOrder = needing("acled");
                MonitorDriver shuffled = needing("acled")) {
            inOrder.learn(log).tick(end);
            Collections.shuffle(log, random);
            for (Revision revision : log) {
                shuffled.learn(revision).tick(START);
            }
            shuffled.tick(end);

            assertThat(shuffled.<Object>all(StoreNames.FEEDS)).isEqualTo(inOrder.<Object>all(StoreNames.FEEDS));
            assertThat(shuffled.scores()).isEqualTo(inOrder.scores());
        }
    }
}
