package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.IncidentChange;
import io.riskmonitor.alert.LineSection;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.testing.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the scenarios through the real topology. */
class ScenarioTest {
    /** The files give six digits. */
    private static final double RELATIVE = 2e-6;

    static List<Scenario> scenarios() {
        return Scenario.all();
    }

    @Test
    void shouldFindTheScenarios() {
        assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void shouldSayWhatTheScenarioExpects(Scenario scenario) {
        try (MonitorDriver monitor = new MonitorDriver(Models.plain(), scenario.rules())) {
            for (int i = 0; i < scenario.steps().size(); i++) {
                run(monitor, scenario.steps().get(i), "step " + (i + 1));
            }
        }
    }

    private static void run(MonitorDriver monitor, Scenario.Step step, String where) {
        drive(monitor, step);
        if (step.expect() != null) {
            check(monitor, step.expect(), where);
        }
    }

    /** Does what a step says; expects nothing. */
    static void drive(MonitorDriver monitor, Scenario.Step step) {
        if (step.register() != null) {
            monitor.register(step.register().project());
        } else if (step.unregister() != null) {
            monitor.unregister(step.unregister());
        } else if (step.learn() != null) {
            monitor.learn(step.learn().revision());
        } else if (step.retract() != null) {
            monitor.learn(Reports.retraction(step.retract().id(), step.retract().recordedAt()));
        } else if (step.tick() != null) {
            monitor.tick(step.tick());
        } else if (step.act() != null) {
            monitor.act(step.act().action());
        }
    }

    private static void check(MonitorDriver monitor, Scenario.Expectation expected, String where) {
        Map<String, RiskScore> scores = monitor.scores();
        if (expected.scores() != null) {
            expected.scores()
                    .forEach((owner, score) -> check(
                            Objects.requireNonNull(scores.get(owner), where + ": no score of " + owner),
                            score,
                            where + ", " + owner));
        }
        if (expected.told() != null) {
            assertThat(monitor.newAlerts())
                    .as(where)
                    .extracting(alert -> alert.id() + " " + alert.status())
                    .isEqualTo(expected.told());
        }
        if (expected.alerts() != null) {
            Map<String, Alert> alerts = monitor.alerts();
            assertThat(alerts.keySet()).as(where).isEqualTo(expected.alerts().keySet());
            expected.alerts()
                    .forEach((id, alert) -> check(Objects.requireNonNull(alerts.get(id)), alert, where + ", " + id));
        }
        if (expected.absent() != null) {
            assertThat(scores).as(where).doesNotContainKeys(expected.absent().toArray(String[]::new));
        }
        if (expected.contributions() != null) {
            Map<String, Contribution> contributions = monitor.contributions();
            assertThat(contributions.keySet())
                    .as(where)
                    .isEqualTo(expected.contributions().keySet());
            expected.contributions()
                    .forEach((key, contribution) ->
                            check(Objects.requireNonNull(contributions.get(key)), contribution, where + ", " + key));
        }
    }

    private static void check(Alert actual, Scenario.AlertData expected, String where) {
        same(where + " status", actual.status(), expected.status());
        same(where + " level", actual.level(), expected.level());
        same(where + " revision", actual.revision(), expected.revision());
        same(where + " role", actual.role(), expected.role());
        same(
                where + " sections",
                actual.sections().stream().map(LineSection::label).toList(),
                expected.sections());
        same(
                where + " changes",
                actual.changes().stream().map(IncidentChange::kind).toList(),
                expected.changes());
        if (expected.evidence() != null) {
            Map<String, Double> shares = new TreeMap<>();
            actual.evidence().forEach(e -> shares.put(e.incidentId(), e.share()));
            assertThat(shares).as(where).isEqualTo(expected.evidence());
        }
        if (expected.acknowledgedBy() != null) {
            assertThat(Objects.requireNonNull(actual.acknowledgement(), where).who())
                    .as(where)
                    .isEqualTo(expected.acknowledgedBy());
        }
        if (expected.disposition() != null) {
            assertThat(Objects.requireNonNull(actual.disposition(), where).disposition())
                    .as(where)
                    .isEqualTo(expected.disposition());
        }
    }

    private static void check(RiskScore actual, Scenario.ScoreData expected, String where) {
        close(where + " hazard", actual.hazard(), expected.hazard());
        close(where + " hazardScore", actual.hazardScore(), expected.hazardScore());
        close(where + " score", actual.score(), expected.score());
        close(where + " vulnerability", actual.vulnerability(), expected.vulnerability());
        same(where + " level", actual.level(), expected.level());
        same(where + " phase", actual.phase(), expected.phase());
        same(where + " worstSite", actual.worstSite(), expected.worstSite());
        same(where + " contributions", actual.contributions(), expected.contributions());
        if (expected.unknownBecause() != null) {
            assertThat(actual.unknownBecause()).as(where).isEqualTo(expected.unknownBecause());
            assertThat(actual.score()).as(where).isNull();
            assertThat(actual.level()).as(where).isNull();
        }
    }

    private static void check(Contribution actual, Scenario.ContributionData expected, String where) {
        close(where + " severity", actual.severity(), expected.severity());
        close(where + " nearness", actual.nearness(), expected.nearness());
        close(where + " distanceKm", actual.distanceKm(), expected.distanceKm());
        close(where + " uncertaintyKm", actual.uncertaintyKm(), expected.uncertaintyKm());
        close(where + " spanDays", actual.spanDays(), expected.spanDays());
    }

    private static void close(String what, @Nullable Double actual, @Nullable Double expected) {
        if (expected != null) {
            Offset<Double> sixDigits = within(Math.max(1e-9, RELATIVE * Math.abs(expected)));
            assertThat(actual).as(what).isNotNull().isCloseTo(expected, sixDigits);
        }
    }

    private static void same(String what, @Nullable Object actual, @Nullable Object expected) {
        if (expected != null) {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }
}
