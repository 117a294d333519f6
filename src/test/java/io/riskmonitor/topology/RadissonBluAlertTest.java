package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.Evidence;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.feed.DeskAdapter;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.incident.Target;
import io.riskmonitor.risk.Level;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.MonitorDriver;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The attack of 20 November 2015 as the built-in history tells it, under the built-in rules and the built-in registry. */
class RadissonBluAlertTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_BEFORE = Instant.parse("2015-11-20T00:00:00Z");

    @Test
    void shouldNameTheExecutivesTheFirmAndTheRailwayWhenTheHistoryIsReplayed() throws IOException {
        try (MonitorDriver monitor = new MonitorDriver();
                InputStream in = getClass().getResourceAsStream("/io/riskmonitor/history/mali-2012-2020.csv")) {
            monitor.register(RegistryFile.builtIn().projects()).tick(DAY_BEFORE);
            new DeskAdapter("history")
                    .read(in, new FeedContext("history", NOW, "test", null, FakeRegionIndex.mali()), outcome -> {
                        var revision = ((RowOutcome.Accepted) outcome).revision();
                        if (revision.id().sourceId().equals("2015-11-20-radisson-blu")) {
                            monitor.learn(revision);
                        }
                    });

            List<Alert> targeted = monitor.newAlerts().stream()
                    .filter(alert -> alert.kind() == AlertKind.TARGETED)
                    .toList();

            assertThat(targeted).hasSize(1);
            Alert alert = targeted.get(0);
            assertThat(alert.level()).isEqualTo(Level.CRITICAL);
            assertThat(alert.projects()).contains("bamako-dakar-railway");
            assertThat(alert.firms()).containsExactly("crcc");
            assertThat(alert.headline())
                    .contains("three executives of China Railway Construction Corporation")
                    .contains("20 dead");
            Evidence evidence = alert.evidence().get(0);
            assertThat(evidence.share()).isEqualTo(1);
            assertThat(evidence.targets()).contains(Target.CHINESE_NATIONALS);
            assertThat(evidence.fatalities().best()).isEqualTo(20);
            assertThat(evidence.references()).anyMatch(source -> source.contains("CARI Working Paper 40"));
        }
    }
}
