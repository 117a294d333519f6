package io.riskmonitor.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an incident is where several sources tell of it. */
class FusionTest {
    private static final Instant T = Instant.parse("2020-06-01T12:00:00Z");
    private static final Instant LEARNT = T.plus(Duration.ofDays(9));

    private static Reports report(String id) {
        return Reports.report(id).on(T).at(14, -4).uncertaintyKm(4);
    }

    private static Report fused(Reports first, Reports second) {
        return Incident.of(List.of(first.learnt(LEARNT), second.learnt(LEARNT))).account();
    }

    @Test
    void shouldBeTheReportItselfWhenThereIsOne() {
        Revision revision = report("ucdp:1").fatalities(3).learnt(LEARNT);
        assertThat(Incident.of(List.of(revision))).isEqualTo(Incident.of(revision));
    }

    @Test
    void shouldNameAllReportsAndTheirLinksUnderTheFirst() {
        Incident incident = Incident.of(List.of(
                report("acled:2").headline("As ACLED has it").learnt(LEARNT),
                report("ucdp:1").learnt(LEARNT.plusSeconds(5))));
        assertThat(incident.id()).isEqualTo("acled:2");
        assertThat(incident.reports()).extracting(ReportId::toString).containsExactly("acled:2", "ucdp:1");
        assertThat(incident.account().headline()).isEqualTo("As ACLED has it");
        assertThat(incident.account().references()).containsExactly("https://example.org/2", "https://example.org/1");
        assertThat(incident.recordedAt()).isEqualTo(LEARNT.plusSeconds(5));
    }

    @Test
    void shouldBeBelievedMoreWhenCorroborated() {
        assertThat(fused(report("a:1").confidence(0.5), report("b:1").confidence(0.6))
                        .confidence())
                .isCloseTo(0.8, within(1e-12));
    }

    @Test
    void shouldLieBetweenItsPlacesNearerToTheMorePreciseOne() {
        Location place = fused(
                        report("a:1").at(14, -4).uncertaintyKm(4),
                        report("b:1").at(14.05, -4).uncertaintyKm(8))
                .location();
        assertThat(place.point().lat()).isCloseTo(14.01, within(1e-4));
        assertThat(place.uncertaintyKm()).isCloseTo(4 * 8 / Math.hypot(4, 8), within(1e-9));
    }

    @Test
    void shouldBeLessCertainOfItsPlaceWhenTheyDisagree() {
        Location place = fused(
                        report("a:1").at(14, -4).uncertaintyKm(2),
                        report("b:1").at(14.2, -4).uncertaintyKm(2))
                .location();
        assertThat(place.uncertaintyKm()).isGreaterThan(5).isLessThan(15);
    }

    @Test
    void shouldNotBeMovedByACentroid() {
        Location place = fused(
                        report("a:1").at(14, -4).uncertaintyKm(2),
                        report("b:1").at(14.5, -4).within(Extent.ADM2, "Mopti", 44))
                .location();
        assertThat(place.point()).isEqualTo(new GeoPoint(14, -4));
        assertThat(place.uncertaintyKm()).isEqualTo(2);
    }

    @Test
    void shouldHaveHappenedWhereTheSpansMeetAndElseInOneOfThem() {
        Report meeting = fused(
                report("a:1").between(T, T.plus(Duration.ofDays(6))),
                report("b:1").between(T.plus(Duration.ofDays(4)), T.plus(Duration.ofDays(5))));
        assertThat(meeting.occurredFrom()).isEqualTo(T.plus(Duration.ofDays(4)));
        assertThat(meeting.occurredTo()).isEqualTo(T.plus(Duration.ofDays(5)));
        Report apart = fused(report("a:1").on(T), report("b:1").on(T.plus(Duration.ofDays(2))));
        assertThat(apart.occurredFrom()).isEqualTo(T);
        assertThat(apart.occurredTo()).isEqualTo(T.plus(Duration.ofDays(2)));
    }

    @Test
    void shouldCountTheDeadAsTheFirstWhoCountsThemBetweenTheLowestAndTheHighest() {
        assertThat(fused(report("a:1").fatalities(0), report("b:1").fatalities(7))
                        .fatalities())
                .isEqualTo(new Fatalities(7, 7, 7));
        assertThat(fused(report("a:1").fatalities(9), report("b:1").fatalities(7))
                        .fatalities())
                .isEqualTo(new Fatalities(7, 9, 9));
    }

    @Test
    void shouldConcernAllTargetsAndTheMostPeople() {
        Report fused = fused(
                report("a:1").targets(Target.AID_WORKERS).abducted(3).injured(1),
                report("b:1").targets(Target.CIVILIANS).abducted(2).injured(4));
        assertThat(fused.targets()).containsExactly(Target.AID_WORKERS, Target.CIVILIANS);
        assertThat(fused.abducted()).isEqualTo(3);
        assertThat(fused.injured()).isEqualTo(4);
    }
}
