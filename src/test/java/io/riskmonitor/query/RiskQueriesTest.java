package io.riskmonitor.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads over the real topology's stores. */
class RiskQueriesTest {
    private static final Instant NOW = Instant.parse("2020-03-01T00:00:00Z");
    private static final GeoPoint MILL = new GeoPoint(14, -6);
    private static final Project PROJECT = Projects.project("mill")
            .site("near", MILL)
            .site("far", new GeoPoint(13, -3))
            .phase(PhaseStatus.UNDER_CONSTRUCTION, "2015-01-01", "2020-02-01", 0.25)
            .phase(PhaseStatus.OPERATIONAL, "2020-02-01", null, 1)
            .build();
    private static final Revision CLOSE = Reports.report("desk:close")
            .at(14.05, -6)
            .on(day("2020-02-20"))
            .fatalities(3)
            .learnt(day("2020-02-21"));
    private static final Revision OLD =
            Reports.report("desk:old").at(14, -6.1).on(day("2020-01-10")).learnt(day("2020-02-22"));
    private static final Revision VAGUE = Reports.report("desk:vague")
            .at(14, -6.5)
            .within(Extent.ADM1, "Ségou", 120)
            .on(day("2020-02-25"))
            .learnt(day("2020-02-26"));

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    private static MonitorDriver driver(Revision... log) {
        return new MonitorDriver().register(PROJECT).learn(List.of(log)).tick(NOW);
    }

    private static RiskQueries queries(MonitorDriver driver) {
        return new RiskQueries(driver.stores(), Models.plain(), new BoxRegions(), new FeedWatch(List.of()));
    }

    @Test
    void shouldSumToTheHazardWhenAScoreIsTakenApart() {
        try (MonitorDriver driver = driver(CLOSE, OLD, VAGUE)) {
            for (String subject : List.of("segou", "mill", "project/mill/far")) {
                Explanation explanation = queries(driver).explain(subject, null, Set.of());
                double hazard =
                        explanation.site() != null && explanation.site().id().equals("far")
                                ? explanation.rows().stream()
                                        .mapToDouble(Explanation.Row::hazard)
                                        .sum()
                                : explanation.subject().hazard();
                assertThat(explanation.rows().stream()
                                .mapToDouble(Explanation.Row::hazard)
                                .sum())
                        .as(subject)
                        .isCloseTo(hazard, within(1e-9 * Math.max(hazard, 1e-3)));
                assertThat(explanation.rows()).isSortedAccordingTo((a, b) -> Double.compare(b.hazard(), a.hazard()));
            }
        }
    }

    @Test
    void shouldMultiplyToEachRowsHazardAndTellDistanceAgeAndSource() {
        try (MonitorDriver driver = driver(CLOSE, OLD, VAGUE)) {
            Explanation explanation = queries(driver).explain("mill", null, Set.of());
            assertThat(explanation.site())
                    .isNotNull()
                    .extracting(Explanation.SiteView::id)
                    .isEqualTo("near");
            assertThat(explanation.phase()).isNotNull();
            assertThat(explanation.rows())
                    .allSatisfy(row -> assertThat(row.severity() * row.affinity() * row.nearness() * row.remaining())
                            .isCloseTo(row.hazard(), within(1e-9)));
            Explanation.Row worst = explanation.rows().get(0);
            assertThat(worst.incident()).isEqualTo("desk:close");
            assertThat(worst.sources()).containsExactly(CLOSE.id());
            assertThat(worst.distanceKm()).isCloseTo(5.5, within(0.1));
            assertThat(worst.ageDays()).isEqualTo(10);
        }
    }

    @Test
    void shouldCountWhatHadHappenedByThenAsKnownTodayWhenAMomentIsGiven() {
        try (MonitorDriver driver = driver(CLOSE, OLD, VAGUE)) {
            RiskQueries queries = queries(driver);
            Explanation past = queries.explain("mill", day("2020-01-20"), Set.of());
            assertThat(past.rows()).extracting(Explanation.Row::incident).containsExactly("desk:old");
            assertThat(past.subject().phase()).isEqualTo(PhaseStatus.UNDER_CONSTRUCTION);
            assertThat(past.subject().asOf()).isEqualTo(day("2020-01-20"));
            assertThat(queries.explain("mill", day("2020-01-01"), Set.of()).rows())
                    .isEmpty();
            assertThat(queries.projects(NOW).get(0).hazard())
                    .isCloseTo(queries.projects(null).get(0).hazard(), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldScoreAsIfItHadNeverComeWhenAnIncidentIsLeftOut(long seed) {
        List<Revision> log = new RandomLog(seed, 60).revisions();
        String out = log.get(0).id().toString();
        Instant at =
                log.stream().map(Revision::recordedAt).max(Instant::compareTo).orElseThrow();
        try (MonitorDriver all =
                        new MonitorDriver().register(PROJECT).learn(log).tick(at);
                MonitorDriver fewer = new MonitorDriver()
                        .register(PROJECT)
                        .learn(log.stream()
                                .filter(r -> !r.id().toString().equals(out))
                                .toList())
                        .tick(at)) {
            for (String subject : List.of("kayes", "segou", "mopti", "mill")) {
                Explanation without = queries(all).explain(subject, at, Set.of(out));
                assertThat(without.subject().hazard())
                        .as("%s, seed %d", subject, seed)
                        .isEqualTo(queries(fewer)
                                .explain(subject, at, Set.of())
                                .subject()
                                .hazard());
                assertThat(requireNonNull(without.without()).scoreWithThem())
                        .isEqualTo(queries(all)
                                .explain(subject, at, Set.of())
                                .subject()
                                .score());
                assertThat(without.rows()).extracting(Explanation.Row::incident).doesNotContain(out);
            }
        }
    }

    @Test
    void shouldTellChangeAndWorstIncidentWhenAskedForMovement() {
        try (MonitorDriver driver = driver(CLOSE, OLD)) {
            RiskQueries queries = queries(driver);
            SubjectView moved = queries.withMovement(queries.projects(null).get(0));
            assertThat(moved.change()).isNotNull().isNegative(); // nothing has happened for a day: it falls
            assertThat(requireNonNull(moved.worstIncident()).id()).isEqualTo("desk:close");
            SubjectView before =
                    queries.projects(NOW.minus(Duration.ofHours(24))).get(0);
            assertThat(moved.change())
                    .isCloseTo(requireNonNull(moved.score()) - requireNonNull(before.score()), within(1e-9));
        }
    }

    @Test
    void shouldNameWhatThereIsWhenASubjectIsUnknown() {
        try (MonitorDriver driver = driver()) {
            RiskQueries queries = queries(driver);
            assertUnknown(() -> queries.explain("atlantis", null, Set.of()), "neither a region nor a project");
            assertUnknown(() -> queries.explain("project/atlantis", null, Set.of()), "no project 'atlantis'");
            assertUnknown(() -> queries.explain("region/atlantis", null, Set.of()), "segou");
            assertUnknown(() -> queries.explain("mill/gate", null, Set.of()), "near, far");
            assertThat(queries.explain("Ségou", null, Set.of()).subject().id()).isEqualTo("segou");
        }
    }

    @Test
    void shouldSayThatItIsNotReadyBeforeTimeHasBeenTold() {
        try (MonitorDriver driver = new MonitorDriver()) {
            assertThatThrownBy(() -> queries(driver).regions(null)).isInstanceOf(NotReadyException.class);
        }
    }

    private static void assertUnknown(Runnable query, String message) {
        assertThatThrownBy(query::run)
                .isInstanceOf(UnknownSubjectException.class)
                .hasMessageContaining(message);
    }
}
