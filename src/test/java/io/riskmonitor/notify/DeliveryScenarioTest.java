package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.risk.Level;
import io.riskmonitor.testing.DeliveryScenario;
import io.riskmonitor.testing.FakeRegionIndex;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Scenario;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the stories of who is told what through the real topology and the real outbox, on the clock of the story. */
class DeliveryScenarioTest {
    static List<DeliveryScenario> scenarios() {
        return DeliveryScenario.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void shouldTellWhoTheScenarioSays(DeliveryScenario scenario) {
        assertThat(scenarios()).hasSizeGreaterThanOrEqualTo(3);
        try (Run run = new Run(scenario)) {
            for (int i = 0; i < scenario.steps().size(); i++) {
                run.take(scenario.steps().get(i), "step " + (i + 1));
            }
            run.requireNothingLost(scenario.recipients());
        }
    }

    private static final class Run extends Clock implements AutoCloseable {
        private final MonitorDriver monitor;
        private final Map<Long, AlertRevision> alerts = new HashMap<>();
        private final List<Delivery> log = new ArrayList<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private final Outbox outbox;
        private Instant now = Instant.EPOCH;

        Run(DeliveryScenario scenario) {
            monitor = new MonitorDriver(Models.plain(), scenario.rules());
            outbox = new Outbox(
                    new Subscriptions(
                            List.of(),
                            scenario.recipients().stream()
                                    .map(Run::subscription)
                                    .toList(),
                            List.of()),
                    new AlertReader(id -> Optional.empty(), FakeRegionIndex.mali(), List.of()),
                    new Composer(null),
                    new Channels(List.of(new ScriptedChannel("hook")), this),
                    this);
        }

        private static Subscription subscription(DeliveryScenario.Recipient recipient) {
            DeliveryScenario.DigestData digest = recipient.digest();
            DeliveryScenario.BudgetData budget = recipient.budget();
            return new Subscription(
                    recipient.id(),
                    recipient.role(),
                    Language.EN,
                    List.of(new Route("hook", "")),
                    Set.of(),
                    Set.of(),
                    recipient.kinds() == null ? Set.of() : recipient.kinds(),
                    recipient.minimum() == null ? Level.LOW : recipient.minimum(),
                    ZoneOffset.UTC,
                    null,
                    digest == null ? null : new Digest(digest.below(), digest.at()),
                    budget == null ? null : new Budget(budget.perWeek(), budget.reserve(), budget.reserveLevel()));
        }

        void take(DeliveryScenario.Step step, String where) {
            if (step.register() != null) {
                step.register().each().stream()
                        .map(Scenario.ProjectData::project)
                        .forEach(monitor::register);
            } else if (step.learn() != null) {
                learn(step.learn().revision());
            } else if (step.burst() != null) {
                step.burst().revisions().forEach(this::learn);
            } else if (step.tick() != null) {
                now = step.tick();
                monitor.tick(now);
                deliver();
            } else if (step.act() != null) {
                now = step.act().at();
                monitor.act(step.act().action());
                deliver();
            } else {
                Objects.requireNonNull(step.expect(), where)
                        .forEach((recipient, told) -> check(recipient, told, where + ", " + recipient));
            }
        }

        private void learn(Revision revision) {
            now = revision.recordedAt();
            monitor.learn(revision).tick(now);
            deliver();
        }

        /** What the monitor does between two events: decides on what is new, and sends all that is due. */
        private void deliver() {
            for (Alert alert : monitor.newAlerts()) {
                AlertRevision revision = new AlertRevision(alert, 0, alerts.size(), now);
                alerts.put(revision.offset(), revision);
                write(outbox.decide(revision));
            }
            List<Delivery> steps = outbox.attempt(delivery -> true, this::find);
            while (!steps.isEmpty()) {
                write(steps);
                steps = outbox.attempt(delivery -> true, this::find);
            }
        }

        private @Nullable AlertRevision find(Delivery delivery) {
            return alerts.get(delivery.offset());
        }

        private void write(List<Delivery> steps) {
            log.addAll(steps);
            steps.forEach(outbox::apply);
        }

        private List<Delivery> steps(String recipient, Delivery.Step step) {
            return log.stream()
                    .filter(d -> d.recipient().equals(recipient) && d.step() == step)
                    .toList();
        }

        private void check(String recipient, DeliveryScenario.ToldData told, String where) {
            List<Delivery> sent = steps(recipient, Delivery.Step.SENT);
            int before = seen.getOrDefault(recipient, 0);
            seen.put(recipient, sent.size());
            int singles = steps(recipient, Delivery.Step.PLANNED).size();
            if (told.messages() != null) {
                assertThat(sent.subList(before, sent.size()))
                        .as(where)
                        .extracting(d -> d.alertId() + " " + d.alertStatus())
                        .isEqualTo(told.messages());
            }
            if (told.singles() != null) {
                assertThat(singles).as(where).isEqualTo(told.singles());
            }
            if (told.atMostSingles() != null) {
                assertThat(singles).as(where).isLessThanOrEqualTo(told.atMostSingles());
            }
            if (told.atLeastAlerts() != null) {
                assertThat(sent.stream().map(Delivery::alertId).distinct().count())
                        .as(where)
                        .isGreaterThanOrEqualTo(told.atLeastAlerts());
            }
            if (told.waiting() != null) {
                assertThat(steps(recipient, Delivery.Step.PLANNED).size()
                                + steps(recipient, Delivery.Step.BUNDLED).size()
                                - sent.size())
                        .as(where)
                        .isEqualTo(told.waiting());
            }
        }

        /**
         * In the end everybody has the latest of what was decided for them, as a later message on an alert makes an earlier one
         * old; and something was decided on whatever asks to be told of by itself.
         */
        void requireNothingLost(List<DeliveryScenario.Recipient> recipients) {
            Map<String, Integer> decided = latest(Delivery.Step.PLANNED, Delivery.Step.BUNDLED);
            assertThat(latest(Delivery.Step.SENT)).isEqualTo(decided);
            Set<String> told = new HashSet<>();
            log.forEach(d -> told.add(d.alertId() + " " + d.revision()));
            assertThat(alerts.values().stream()
                            .map(AlertRevision::alert)
                            .filter(alert -> alert.status() == AlertStatus.OPEN
                                    || alert.status() == AlertStatus.UPDATED
                                    || alert.status() == AlertStatus.RECALLED)
                            .filter(alert -> recipients.stream()
                                    .map(DeliveryScenario.Recipient::kinds)
                                    .anyMatch(kinds -> kinds == null || kinds.contains(alert.kind())))
                            .map(alert -> alert.id() + " " + alert.revision())
                            .filter(revision -> !told.contains(revision)))
                    .isEmpty();
        }

        private Map<String, Integer> latest(Delivery.Step... steps) {
            Map<String, Integer> latest = new HashMap<>();
            log.stream()
                    .filter(d -> List.of(steps).contains(d.step()))
                    .forEach(d -> latest.merge(d.recipient() + " " + d.alertId(), d.revision(), Math::max));
            return latest;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public void close() {
            monitor.close();
        }
    }
}
