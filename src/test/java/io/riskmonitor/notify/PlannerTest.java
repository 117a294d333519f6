package io.riskmonitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static final ZoneId BAMAKO = ZoneId.of("Africa/Bamako");
    private static final Route MAIL = new Route("mail", "wang@example.org");
    private static final Digest MORNING = new Digest(Level.HIGH, LocalTime.of(7, 30));
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0), Level.CRITICAL);
    private static final Instant NOON = Instant.parse("2018-04-03T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2018-04-04T00:00:00Z");

    private final DeliveryLedger ledger = new DeliveryLedger();

    @Test
    void shouldComeSinglyWhenNothingSpeaksAgainstIt() {
        assertThat(decisions(officer(NIGHT, MORNING, null), alert("a", 1, AlertStatus.OPEN, Level.HIGH), NOON))
                .containsExactly(new Plan.Single());
    }

    @Test
    void shouldGoIntoTheDigestWhenBelowItsLevel() {
        assertThat(decisions(officer(NIGHT, MORNING, null), alert("a", 1, AlertStatus.OPEN, Level.MODERATE), NOON))
                .containsExactly(new Plan.Bundled(Instant.parse("2018-04-04T07:30:00Z")));
    }

    @Test
    void shouldWaitForTheMorningWhenItIsNightAndTheLevelDoesNotBreakThrough() {
        Subscriptions officer = officer(NIGHT, null, null);
        assertThat(decisions(officer, alert("a", 1, AlertStatus.OPEN, Level.HIGH), MIDNIGHT))
                .containsExactly(new Plan.Bundled(Instant.parse("2018-04-04T06:00:00Z")));
        assertThat(decisions(officer, alert("b", 1, AlertStatus.OPEN, Level.CRITICAL), MIDNIGHT))
                .containsExactly(new Plan.Single());
    }

    @Test
    void shouldTellARiseSinglyAndOtherNewsInTheDigest() {
        Subscriptions officer = officer(null, MORNING, null);
        carryOut(officer, alert("a", 1, AlertStatus.OPEN, Level.HIGH), NOON);
        assertThat(decisions(officer, alert("a", 2, AlertStatus.UPDATED, Level.HIGH), NOON))
                .hasOnlyElementsOfType(Plan.Bundled.class);
        assertThat(decisions(officer, alert("a", 3, AlertStatus.UPDATED, Level.CRITICAL), NOON))
                .containsExactly(new Plan.Single());
    }

    @Test
    void shouldRecallFromExactlyThoseWhoWereToldAndWhateverTheBudget() {
        Subscriptions officer = officer(null, MORNING, new Budget(1, 0, Level.CRITICAL));
        carryOut(officer, alert("a", 1, AlertStatus.OPEN, Level.HIGH), NOON);
        carryOut(officer, alert("b", 1, AlertStatus.OPEN, Level.HIGH), NOON);
        assertThat(new Planner(Subscriptions.NONE)
                        .plan(alert("a", 2, AlertStatus.RECALLED, Level.HIGH), ledger.at(NOON), NOON))
                .as("off the list since, and told all the same")
                .containsExactly(new Plan("wang", Language.ZH, MAIL, new Plan.Single()));
        assertThat(decisions(officer, alert("a", 2, AlertStatus.RECALLED, Level.HIGH), NOON))
                .containsExactly(new Plan.Single());
        assertThat(decisions(officer, alert("b", 2, AlertStatus.RECALLED, Level.HIGH), NOON))
                .as("it was over the budget and still waits for the digest")
                .hasOnlyElementsOfType(Plan.Withheld.class);
        assertThat(decisions(officer, alert("c", 2, AlertStatus.RECALLED, Level.HIGH), NOON))
                .isEmpty();
    }

    @Test
    void shouldRecallWhenTheBundleWasDueThoughNobodyRecordedThatItLeft() {
        Subscriptions officer = officer(null, MORNING, null);
        carryOut(officer, alert("a", 1, AlertStatus.OPEN, Level.MODERATE), NOON);
        Instant nextDay = NOON.plus(Duration.ofDays(1));
        assertThat(decisions(officer, alert("a", 2, AlertStatus.RECALLED, Level.MODERATE), nextDay))
                .containsExactly(new Plan.Single());
    }

    @Test
    void shouldPassAnEscalationToItsRoleThroughQuietHours() {
        Subscriptions officer = officer(NIGHT, MORNING, null);
        assertThat(decisions(officer, alert("a", 2, AlertStatus.ESCALATED, Level.HIGH), MIDNIGHT))
                .containsExactly(new Plan.Single());
    }

    @Test
    void shouldSayNothingWhenSomebodyAcknowledges() {
        Subscriptions officer = officer(null, null, null);
        carryOut(officer, alert("a", 1, AlertStatus.OPEN, Level.HIGH), NOON);
        assertThat(decisions(officer, alert("a", 2, AlertStatus.ACKNOWLEDGED, Level.HIGH), NOON))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldNeverExceedTheBudgetNorLoseAnAlertInABurst(long seed) {
        Random random = new Random(seed);
        Budget budget = new Budget(3 + random.nextInt(20), random.nextInt(3), Level.CRITICAL);
        Subscriptions officer = officer(random.nextBoolean() ? NIGHT : null, MORNING, budget);
        Set<String> raised = new HashSet<>();
        Set<String> told = new HashSet<>();
        int singles = 0;
        Level[] levels = Level.values();
        for (int i = 0; i < 500; i++) {
            String id = "a" + i;
            raised.add(id);
            Instant now = NOON.plusSeconds(random.nextInt(3600));
            for (Plan plan : carryOut(officer, alert(id, 1, AlertStatus.OPEN, levels[random.nextInt(5)]), now)) {
                if (plan.decision() instanceof Plan.Single) {
                    singles++;
                    told.add(id);
                }
            }
        }
        assertThat(singles).isLessThanOrEqualTo(budget.perWeek()).isPositive();
        ledger.dueBundles(NOON.plus(Duration.ofDays(2)))
                .values()
                .forEach(entries -> entries.forEach(entry -> told.add(entry.alertId())));
        assertThat(told).isEqualTo(raised);
    }

    private List<Plan.Decision> decisions(Subscriptions subscriptions, Bulletin bulletin, Instant now) {
        return new Planner(subscriptions)
                .plan(bulletin, ledger.at(now), now).stream()
                        .map(Plan::decision)
                        .toList();
    }

    /** Plans, and records the decisions as the outbox does. */
    private List<Plan> carryOut(Subscriptions subscriptions, Bulletin bulletin, Instant now) {
        List<Plan> plans = new Planner(subscriptions).plan(bulletin, ledger.at(now), now);
        plans.forEach(plan -> ledger.apply(plan.record(bulletin, 0, 0, now)));
        return plans;
    }

    private static Subscriptions officer(@Nullable QuietHours quiet, @Nullable Digest digest, @Nullable Budget budget) {
        return new Subscriptions(
                List.of(),
                List.of(new Subscription(
                        "wang",
                        "head-of-security",
                        Language.ZH,
                        List.of(MAIL),
                        Set.of("n-sukala"),
                        Set.of(),
                        Set.of(),
                        Level.LOW,
                        BAMAKO,
                        quiet,
                        digest,
                        budget)),
                List.of());
    }

    private static Bulletin alert(String id, int revision, AlertStatus status, Level level) {
        return Examples.revision(id, revision, AlertKind.PROXIMITY, status, level);
    }
}
