package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Evidence;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An alert that shows all it can, twenty incidents, when more come. */
class CrowdedAlertTest {
    private static final Instant START = Instant.parse("2020-03-01T00:00:00Z");
    private static final String ALERT = "project.bridge.proximity.near.1";
    private static final int SHOWN = 20;
    /** In degrees: on the spot, and some 11 km off, which weighs less and enough. */
    private static final double HERE = 0;

    private static final double NEAR = 0.1;

    private final MonitorDriver monitor = new MonitorDriver();
    private Instant now = START;
    private int learnt;

    @BeforeEach
    void fill() {
        monitor.register(Projects.project("bridge")
                .site("site", new GeoPoint(14, -6))
                .always()
                .build());
        for (int i = 0; i < SHOWN; i++) {
            learn(HERE);
        }
        assertThat(told()).hasSize(SHOWN);
    }

    @AfterEach
    void close() {
        monitor.close();
    }

    private void learn(double degreesOff) {
        now = now.plusSeconds(1);
        Report report = Reports.report("desk:" + ++learnt)
                .at(14 + degreesOff, -6)
                .on(now)
                .build();
        monitor.learn(new Revision(report.id(), now, "test", report));
    }

    /** Of the project's own alert; its region has others. */
    private List<Alert> told() {
        return monitor.newAlerts().stream()
                .filter(alert -> alert.id().toString().equals(ALERT))
                .toList();
    }

    private List<Alert> toldAfter(Duration time) {
        now = now.plus(time);
        monitor.tick(now);
        return told();
    }

    @Test
    void shouldTellOfSlighterIncidentsOnceWithTheNextTick() {
        learn(NEAR);
        learn(NEAR);
        learn(NEAR);

        assertThat(told()).isEmpty();
        List<Alert> told = toldAfter(Duration.ofMinutes(1));
        assertThat(told).hasSize(1);
        Alert alert = told.get(0);
        assertThat(alert.otherIncidents()).isEqualTo(3);
        double shares = alert.evidence().stream().mapToDouble(Evidence::share).sum();
        assertThat(shares + alert.otherShare()).isCloseTo(1, within(1e-9));
        assertThat(alert.otherShare()).isPositive();
        assertThat(toldAfter(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void shouldTellAtOnceOfAnIncidentThatIsShown() {
        learn(NEAR);
        learn(HERE);

        List<Alert> told = told();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).otherIncidents()).isEqualTo(2);
        assertThat(toldAfter(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void shouldStillCountWhatCameBeforeSomebodyTookTheAlert() {
        learn(NEAR);
        monitor.act(new AlertAction(
                AlertId.parse(ALERT), AlertAction.Kind.ACKNOWLEDGE, "officer", now.plusSeconds(1), null, null));
        assertThat(told()).hasSize(1);

        List<Alert> told = toldAfter(Duration.ofMinutes(1));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).otherIncidents()).isEqualTo(1);
        assertThat(told.get(0).status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
    }

    @Test
    void shouldNotTellThatTheCrowdThinsOut() {
        learn(NEAR);
        assertThat(toldAfter(Duration.ofMinutes(1))).hasSize(1);

        now = START.plus(Duration.ofDays(7)).plusSeconds(10); // half of them are over a week old
        monitor.tick(now);
        assertThat(told()).isEmpty();
    }
}
