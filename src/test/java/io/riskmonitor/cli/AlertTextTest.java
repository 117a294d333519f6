package io.riskmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertId;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.testing.Rules;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void shouldSaySinceWhenASourceIsSilentAndListNoIncidents() {
        try (MonitorDriver monitor = new MonitorDriver(Models.plain(), Rules.needing("acled"))) {
            monitor.learn(Reports.report("acled:1").at(20, -1).on(MARCH).learnt(MARCH))
                    .tick(MARCH.plus(Duration.ofDays(8)));

            assertThat(AlertText.lines(new AlertQueries(monitor.stores(), new BoxRegions())
                            .detail(AlertId.parse("feed.acled.stale-feed.silent.1"))))
                    .startsWith(
                            "feed.acled.stale-feed.silent.1  SUBSTANTIAL  OPEN  STALE_FEED",
                            "silent",
                            "subject  feed/acled",
                            "silent   since 2026-03-01T00:00:00Z; up to 168.0 h are plausible")
                    .noneMatch(line -> line.contains("SHARE"))
                    .last()
                    .isEqualTo("2026-03-09T00:00:00Z  raised");
        }
    }
}
