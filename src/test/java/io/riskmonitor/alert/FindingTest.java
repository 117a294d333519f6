package io.riskmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown of all that stands behind a condition, and what is only counted. */
class FindingTest {
    private static final RiskModel MODEL = Models.plain();
    private static final String SUBJECT = "region/segou";

    /** Over some days from the beginning of the log, and as many of other regions as come along. */
    private static List<Contribution> toRegions(int incidents, int days) {
        Attribution attribution = new Attribution(MODEL, new BoxRegions());
        Random random = new Random(incidents);
        List<Contribution> found = new ArrayList<>();
        int ofSubject = 0;
        for (int i = 0; ofSubject < incidents; i++) {
            Incident incident = Incident.of(Reports.report("test:" + i)
                    .at(RandomLog.place(random))
                    .on(RandomLog.START.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60))))
                    .fatalities(random.nextInt(30))
                    .learnt(RandomLog.START.plus(Duration.ofDays(days))));
            for (Contribution c : attribution.contributions(incident, new SiteIndex(List.of()))) {
                found.add(c);
                ofSubject += isOfSubject(c) ? 1 : 0;
            }
        }
        return found;
    }

    private static boolean isOfSubject(Contribution c) {
        return c.subject().toString().equals(SUBJECT);
    }

    /** As found by looking at each that had happened by then. */
    private static Finding byLookingAtAll(List<Contribution> all, Instant at) {
        Finding.Gathering gathering = new Finding.Gathering();
        all.stream()
                .filter(c -> isOfSubject(c) && !c.occurredTo().isAfter(at))
                .forEach(c ->
                        gathering.add(c, c.amplitude() * MODEL.decay().remaining(c.occurredTo(), c.spanDays(), at)));
        return gathering.finding(Level.HIGH);
    }

    @ParameterizedTest(name = "{0} incidents")
    @ValueSource(ints = {0, 1, 19, 20, 21, 500})
    void shouldBeTheSameWhenNotAllAreLookedAt(int incidents) {
        List<Contribution> all = toRegions(incidents, 1_000);
        for (int days : List.of(400, 1_000, 1_500)) {
            Instant at = RandomLog.START.plus(Duration.ofDays(days));
            assertThat(new Weightiest(new ContributionsInMemory(MODEL, all), SUBJECT, MODEL.decay(), at)
                            .finding(Level.HIGH))
                    .isEqualTo(byLookingAtAll(all, at));
        }
    }

    @Test
    void shouldLookNoFurtherWhenNoneOfTheOlderCanWeighAsMuch() {
        int days = 40_000;
        List<Contribution> all = toRegions(1_000, days);
        Instant at = RandomLog.START.plus(Duration.ofDays(days));
        ContributionsInMemory standing = new ContributionsInMemory(MODEL, all);
        assertThat(new Weightiest(standing, SUBJECT, MODEL.decay(), at).finding(Level.HIGH))
                .isEqualTo(byLookingAtAll(all, at));
        assertThat(standing.shown).isLessThan(all.size() / 4);
    }

    @ParameterizedTest(name = "{0} incidents")
    @ValueSource(ints = {20, 300})
    void shouldCountOnlyWhatHadHappenedWhenALevelIsAskedForInThePast(int incidents) {
        List<Contribution> all = toRegions(incidents, 700);
        Random random = new Random(incidents);
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            Instant from = RandomLog.START.plus(Duration.ofDays(random.nextInt(700)));
            Instant to = from.plus(Duration.ofDays(random.nextInt(100)));
            stretches.add(new Stretch(from, to, highest(all, from, to)));
        }
        double raise = stretches.stream().mapToDouble(Stretch::highest).sorted().toArray()[20];
        HazardCondition condition = new HazardCondition(level(raise), MODEL);
        for (Stretch s : stretches) {
            Standing standing = new ContributionsInMemory(MODEL, all);
            assertThat(condition.everHeld(SUBJECT, null, standing, s.from, s.to))
                    .isEqualTo(s.highest >= raise);
        }
        assertThat(stretches).anyMatch(s -> s.highest < raise);
    }

    private record Stretch(Instant from, Instant to, double highest) {}

    /** The highest score, each time summed anew. */
    private static double highest(List<Contribution> all, Instant from, Instant to) {
        List<Instant> moments = new ArrayList<>(List.of(from));
        all.stream()
                .map(Contribution::occurredTo)
                .filter(end -> end.isAfter(from) && !end.isAfter(to))
                .forEach(moments::add);
        double highest = 0;
        for (Instant at : moments) {
            List<Contribution> known =
                    all.stream().filter(c -> !c.occurredTo().isAfter(at)).toList();
            RiskScore score = new RiskAssessment(MODEL)
                    .region("segou", new ContributionsInMemory(MODEL, known).hazard(SUBJECT), at);
            highest = Math.max(highest, Objects.requireNonNull(score.score()));
        }
        return highest;
    }

    private static AlertRule level(double raise) {
        return new AlertRule(
                "level",
                AlertKind.LEVEL,
                AlertRule.Subjects.REGION,
                AlertRule.Scope.ALL,
                raise,
                raise / 2,
                0,
                Duration.ofDays(1),
                Map.of());
    }

    @Test
    void shouldShowTheWeightiestAndCountTheRest() {
        Finding.Gathering gathering = new Finding.Gathering();
        int weight = 1;
        for (Contribution c :
                toRegions(25, 100).stream().filter(FindingTest::isOfSubject).toList()) {
            gathering.add(c, weight++);
        }
        Finding finding = gathering.finding(Level.HIGH);
        assertThat(finding.evidence())
                .extracting(Evidence::amount)
                .startsWith(25.0, 24.0)
                .hasSize(20)
                .endsWith(6.0);
        assertThat(finding.otherIncidents()).isEqualTo(5);
        assertThat(finding.otherShare()).isEqualTo(0.0462); // 15 of 325
    }
}
