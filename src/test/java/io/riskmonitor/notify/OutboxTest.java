package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.risk.Level;
import io.riskmonitor.testing.FakeRegionIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The outbox on a clock that the test moves, with a log that is a list. */
class OutboxTest {
    private static final Instant NOON = Instant.parse("2018-04-03T12:00:00Z");
    private static final Attempt DOWN = new Attempt.Failed("HTTP 500");
    private static final Attempt GONE = new Attempt.Refused("HTTP 404");
    private static final Digest MORNING = new Digest(Level.HIGH, LocalTime.of(7, 30));

    private final MovableClock clock = new MovableClock();
    private final ScriptedChannel hook = new ScriptedChannel("hook");
    private final ScriptedChannel duty = new ScriptedChannel("duty");
    private final Channels channels = new Channels(List.of(hook, duty), clock);
    private final List<Delivery> log = new ArrayList<>();
    private final Map<Long, AlertRevision> alerts = new HashMap<>();
    private @Nullable Digest digest;
    private Outbox outbox = outbox();

    private static final class MovableClock extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private Outbox outbox() {
        return new Outbox(
                new Subscriptions(
                        List.of(),
                        List.of(new Subscription(
                                "wang",
                                "head of security",
                                Language.EN,
                                List.of(new Route("hook", "")),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Level.LOW,
                                ZoneOffset.UTC,
                                null,
                                digest,
                                null)),
                        List.of(new Subscriptions.Operator("duty", Language.EN, new Route("duty", "")))),
                new AlertReader(id -> Optional.empty(), FakeRegionIndex.mali(), List.of()),
                new Composer(null),
                channels,
                clock);
    }

    /** A process that knows nothing but the log. */
    private void restart() {
        outbox = outbox();
        log.forEach(outbox::apply);
    }

    private void raise(String country, int revision, AlertStatus status, Level level) {
        AlertRevision alert = new AlertRevision(alert(country, revision, status, level), 0, alerts.size(), clock.now);
        alerts.put(alert.offset(), alert);
        write(outbox.decide(alert));
    }

    private void write(List<Delivery> steps) {
        log.addAll(steps);
        steps.forEach(outbox::apply);
    }

    /** Sends all that is due at this moment. */
    private void send() {
        List<Delivery> steps = attempt();
        while (!steps.isEmpty()) {
            write(steps);
            steps = attempt();
        }
    }

    private List<Delivery> attempt() {
        return outbox.attempt(delivery -> true, delivery -> alerts.get(delivery.offset()));
    }

    private void later(Duration duration) {
        clock.now = clock.now.plus(duration);
        send();
    }

    private List<Delivery.Step> steps(String recipient) {
        return log.stream()
                .filter(step -> step.recipient().equals(recipient))
                .map(Delivery::step)
                .toList();
    }

    @Test
    void shouldSendOnceAndRecordTheDecisionAndTheAttempt() {
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        send();
        later(Duration.ofDays(1));
        assertThat(hook.sent()).hasSize(1);
        assertThat(steps("wang")).containsExactly(Delivery.Step.PLANNED, Delivery.Step.SENT);
    }

    @Test
    void shouldSendAgainWithTheSameKeyWhenKilledBeforeTheAttemptWasRecorded() {
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        assertThat(attempt()).isNotEmpty(); // and never written
        restart();
        send();
        assertThat(hook.keys()).hasSize(2).containsOnly(log.get(0).messageKey());
    }

    @Test
    void shouldWaitLongerAfterEachFailureAlsoAcrossARestart() {
        hook.then(4, DOWN);
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        send();
        later(Duration.ofMillis(499));
        assertThat(hook.sent()).hasSize(1);
        later(Duration.ofMillis(1002));
        assertThat(hook.sent()).hasSize(2);
        later(Duration.ofMillis(999));
        assertThat(hook.sent()).hasSize(2);
        restart();
        send();
        assertThat(hook.sent()).hasSize(2);
        later(Duration.ofMillis(2002));
        assertThat(hook.sent()).hasSize(3);
        later(Duration.ofMillis(1999));
        assertThat(hook.sent()).hasSize(3);
        later(Duration.ofMillis(4002));
        later(Duration.ofMillis(12_001));
        assertThat(hook.keys()).hasSize(5).containsOnly(log.get(0).messageKey());
        assertThat(steps("wang"))
                .containsExactly(
                        Delivery.Step.PLANNED,
                        Delivery.Step.FAILED,
                        Delivery.Step.FAILED,
                        Delivery.Step.FAILED,
                        Delivery.Step.FAILED,
                        Delivery.Step.SENT);
        assertThat(log.get(log.size() - 1).attempt()).isEqualTo(5);
    }

    @Test
    void shouldLeaveAChannelAloneForAsLongAsItAsks() {
        hook.then(1, new Attempt.Failed("HTTP 429", Duration.ofMinutes(10)));
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        send();
        later(Duration.ofMinutes(10).minusMillis(1));
        assertThat(hook.sent()).hasSize(1);
        later(Duration.ofMillis(1));
        assertThat(hook.sent()).hasSize(2);
    }

    @Test
    void shouldTellOperatorsOnAnotherChannelOnceWhenAChannelGoesDownAndTryItWithOneMessage() {
        hook.then(6, DOWN);
        for (int i = 0; i < 8; i++) {
            raise("country-" + i, 1, AlertStatus.OPEN, Level.HIGH);
        }
        send();
        assertThat(hook.sent()).hasSize(5);
        assertThat(channels.isDown("hook")).isTrue();
        assertThat(duty.sent())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).contains("hook", "8", "HTTP 500"));
        later(Duration.ofSeconds(29));
        assertThat(hook.sent()).hasSize(5);
        later(Duration.ofSeconds(2));
        assertThat(hook.sent()).hasSize(6);
        assertThat(channels.isDown("hook")).isTrue();
        later(Duration.ofSeconds(31));
        later(Duration.ofMinutes(6));
        assertThat(channels.isDown("hook")).isFalse();
        assertThat(log.stream()
                        .filter(s ->
                                s.step() == Delivery.Step.SENT && s.recipient().equals("wang")))
                .hasSize(8);
        assertThat(duty.sent()).hasSize(1);
    }

    @Test
    void shouldNotRepeatWhatIsRefusedButReportIt() {
        hook.then(1, GONE);
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        send();
        later(Duration.ofDays(2));
        assertThat(hook.sent()).hasSize(1);
        assertThat(steps("wang")).containsExactly(Delivery.Step.PLANNED, Delivery.Step.REFUSED);
        assertThat(duty.sent())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.text()).contains("HTTP 404", "wang", "country.mali.targeted.rule.1"));
        raise("mali", 2, AlertStatus.RECALLED, Level.HIGH);
        send();
        assertThat(hook.sent()).as("who was not told is not told of the recall").hasSize(1);
    }

    @Test
    void shouldNotReportARefusedReportForEver() {
        hook.then(1, GONE);
        duty.then(1, GONE);
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        send();
        later(Duration.ofDays(2));
        assertThat(duty.sent()).hasSize(1);
        assertThat(steps("duty")).containsExactly(Delivery.Step.PLANNED, Delivery.Step.REFUSED);
    }

    @Test
    void shouldNeverTellARecallBeforeTheAlert() {
        hook.then(1, DOWN);
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        send();
        raise("mali", 2, AlertStatus.RECALLED, Level.HIGH);
        send();
        assertThat(hook.sent()).hasSize(1);
        later(Duration.ofSeconds(2));
        assertThat(hook.sent().stream()
                        .map(message -> message.payload().at("/alert/status").asText()))
                .containsExactly("OPEN", "OPEN", "RECALLED");
    }

    @Test
    void shouldGiveUpAfterFiveDays() {
        hook.then(10_000, DOWN);
        raise("mali", 1, AlertStatus.OPEN, Level.HIGH);
        for (int hour = 0; hour < 5 * 24 + 2; hour++) {
            later(Duration.ofHours(1));
        }
        assertThat(log.stream().filter(s -> s.step() == Delivery.Step.REFUSED))
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.detail()).isEqualTo("given up after 5 days: HTTP 500");
                    assertThat(Duration.between(NOON, last.at())).isGreaterThan(Duration.ofDays(5));
                });
        int tried = hook.sent().size();
        later(Duration.ofDays(1));
        assertThat(hook.sent()).hasSize(tried);
    }

    @Test
    void shouldBundleInOneMessageTheLatestOfEachAlertWithTheSameKeyAfterARestart() {
        digest = MORNING;
        restart();
        for (int i = 0; i < 3; i++) {
            raise("country-" + i, 1, AlertStatus.OPEN, Level.MODERATE);
        }
        raise("country-0", 2, AlertStatus.UPDATED, Level.MODERATE);
        later(Duration.ofHours(19));
        assertThat(hook.sent()).isEmpty();
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(attempt()).hasSize(4); // killed before they are written
        restart();
        send();
        later(Duration.ofDays(1));
        assertThat(hook.sent()).hasSize(2);
        assertThat(Set.copyOf(hook.keys())).hasSize(1);
        assertThat(hook.sent().get(1).payload().get("alerts").findValues("revision").stream()
                        .map(revision -> revision.intValue())
                        .toList())
                .containsExactlyInAnyOrder(2, 1, 1);
        assertThat(log.stream().filter(s -> s.step() == Delivery.Step.SENT)).hasSize(4);
    }

    @Test
    void shouldReadLikeAMessageOfItsOwnWhenABundleHoldsOneAlert() {
        digest = MORNING;
        restart();
        raise("mali", 1, AlertStatus.OPEN, Level.MODERATE);
        later(Duration.ofDays(1));
        assertThat(hook.sent())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.payload().get("type").asText()).isEqualTo("alert"));
    }

    private static Alert alert(String country, int revision, AlertStatus status, Level level) {
        return new Alert(
                new AlertId("country/" + country, AlertKind.TARGETED, "rule", 1),
                AlertKind.TARGETED,
                "country/" + country,
                status,
                level,
                revision,
                NOON,
                NOON,
                "Attack on the works",
                "rule",
                "1",
                "2026-11",
                "head of security",
                0,
                null,
                null,
                List.of(),
                0,
                0,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null);
    }
}
