package io.riskmonitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.incident.Target;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertMetricsTest {
    private static final Instant NOW = Instant.parse("2020-03-01T00:00:00Z");
    private static final String AIMED = "country.mali.targeted.chinese-interests.1";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldCountWhatIsRaisedOnceAndWhatLastsUntilItIsTaken() {
        try (MonitorDriver driver = new MonitorDriver()) {
            AlertMetrics metrics = bound(driver);
            driver.tick(NOW)
                    .learn(Reports.report("desk:1")
                            .targets(Target.CHINESE_NATIONALS)
                            .on(NOW)
                            .learnt(NOW))
                    .learn(Reports.report("desk:2")
                            .targets(Target.CHINESE_NATIONALS)
                            .on(NOW)
                            .learnt(NOW));
            driver.newAlerts().forEach(metrics::told);
            metrics.refresh();
            assertThat(raised()).isEqualTo(1);
            assertThat(gauge("alerts.open", "HIGH")).isEqualTo(1);
            assertThat(gauge("alerts.unacknowledged", "HIGH")).isEqualTo(1);
            assertThat(labelled("alerts.taken", "when", "NOT_YET")).isEqualTo(1);

            driver.act(new AlertAction(AlertId.parse(AIMED), AlertAction.Kind.ACKNOWLEDGE, "officer", NOW, null, null));
            driver.newAlerts().forEach(metrics::told);
            metrics.refresh();
            assertThat(raised()).isEqualTo(1);
            assertThat(gauge("alerts.open", "HIGH")).isEqualTo(1);
            assertThat(gauge("alerts.unacknowledged", "HIGH")).isZero();
            assertThat(labelled("alerts.taken", "when", "IN_TIME")).isEqualTo(1);
            assertThat(labelled("alerts.taken", "when", "NOT_YET")).isZero();

            driver.act(new AlertAction(
                    AlertId.parse(AIMED), AlertAction.Kind.DISPOSE, "officer", NOW, Disposition.NOT_RELEVANT, null));
            metrics.refresh();
            assertThat(labelled("alerts.judged", "disposition", "NOT_RELEVANT")).isEqualTo(1);
            assertThat(labelled("alerts.judged", "disposition", "DUPLICATE")).isZero();

            driver.learn(Reports.retraction("desk:1", NOW)).learn(Reports.retraction("desk:2", NOW));
            driver.newAlerts().forEach(metrics::told);
            metrics.refresh();
            assertThat(gauge("alerts.open", "HIGH")).isZero();
            assertThat(labelled("alerts.held", "status", "RECALLED")).isEqualTo(1);
            assertThat(raised()).isEqualTo(1);
        }
    }

    @Test
    void shouldStandAtZeroBeforeTheFirstAlertAndLeaveOthersSubjectsToThem() {
        try (MonitorDriver elsewhere = new MonitorDriver();
                MonitorDriver here = new MonitorDriver()) {
            AlertMetrics metrics = bound(here);
            assertThat(raised()).isZero();
            assertThat(gauge("alerts.open", "CRITICAL")).isZero();
            elsewhere
                    .tick(NOW)
                    .learn(Reports.report("desk:1")
                            .targets(Target.CHINESE_NATIONALS)
                            .on(NOW)
                            .learnt(NOW));
            elsewhere.newAlerts().forEach(metrics::told);
            assertThat(raised()).isZero();
        }
    }

    private AlertMetrics bound(MonitorDriver driver) {
        AlertMetrics metrics = new AlertMetrics(new AlertQueries(driver.stores(), new BoxRegions()));
        metrics.bindTo(registry);
        return metrics;
    }

    private double raised() {
        return registry.get("alerts")
                .tags("kind", "TARGETED", "level", "HIGH")
                .counter()
                .count();
    }

    @Test
    void shouldCountAnAlertAsLateWhenItWasPassedOn() {
        try (MonitorDriver driver = new MonitorDriver()) {
            AlertMetrics metrics = bound(driver);
            driver.tick(NOW)
                    .learn(Reports.report("desk:1")
                            .targets(Target.CHINESE_NATIONALS)
                            .on(NOW)
                            .learnt(NOW))
                    .tick(NOW.plus(Duration.ofDays(2)));
            metrics.refresh();
            assertThat(labelled("alerts.taken", "when", "LATE")).isEqualTo(1);
            assertThat(labelled("alerts.taken", "when", "NOT_YET")).isZero();
        }
    }

    private double labelled(String name, String label, String value) {
        return registry.get(name).tag(label, value).gauge().value();
    }

    private double gauge(String name, String level) {
        return registry.get(name).tag("level", level).gauge().value();
    }
}
