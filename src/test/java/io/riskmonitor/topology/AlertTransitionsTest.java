package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Scenario;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios leave no kind of alert and no step of an alert's life out. */
class AlertTransitionsTest {
    private static final Map<AlertKind, Set<AlertStatus>> REACHED = new EnumMap<>(AlertKind.class);
    private static final Set<String> STEPS = new TreeSet<>();

    @BeforeAll
    static void run() {
        for (Scenario scenario : Scenario.all()) {
            try (MonitorDriver monitor = new MonitorDriver(Models.plain(), scenario.rules())) {
                scenario.steps().forEach(step -> ScenarioTest.drive(monitor, step));
                Map<AlertId, AlertStatus> last = new HashMap<>();
                for (Alert alert : monitor.newAlerts()) {
                    REACHED.computeIfAbsent(alert.kind(), kind -> EnumSet.noneOf(AlertStatus.class))
                            .add(alert.status());
                    AlertStatus before = last.put(alert.id(), alert.status());
                    STEPS.add((before == null ? "" : before) + ">" + alert.status());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void shouldBringEachKindToEveryStatusThatItCanHave(AlertKind kind) {
        Set<AlertStatus> possible = kind == AlertKind.STALE_FEED
                // Silence has no evidence that could change or be withdrawn, and its level waits for no deadline.
                ? EnumSet.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED, AlertStatus.CLOSED)
                : EnumSet.allOf(AlertStatus.class);
        assertThat(REACHED.get(kind)).isEqualTo(possible);
    }

    @Test
    void shouldTakeEveryStepOfALife() {
        assertThat(STEPS)
                .contains(">OPEN")
                .contains("OPEN>UPDATED", "UPDATED>UPDATED", "ACKNOWLEDGED>UPDATED", "ESCALATED>ESCALATED")
                .contains("OPEN>ACKNOWLEDGED", "ESCALATED>ACKNOWLEDGED", "ACKNOWLEDGED>ACKNOWLEDGED")
                .contains("OPEN>ESCALATED", "UPDATED>ESCALATED")
                .contains("OPEN>CLOSED", "UPDATED>CLOSED", "ACKNOWLEDGED>CLOSED", "ESCALATED>CLOSED", "CLOSED>CLOSED")
                .contains("OPEN>RECALLED", "UPDATED>RECALLED", "ACKNOWLEDGED>RECALLED", "ESCALATED>RECALLED")
                .contains("CLOSED>RECALLED")
                .noneMatch(step -> step.startsWith("RECALLED>"));
    }
}
