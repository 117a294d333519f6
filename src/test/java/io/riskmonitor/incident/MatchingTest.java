package io.riskmonitor.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.testing.Reports;
import io.riskmonitor.testing.SeveralSources;
import io.riskmonitor.testing.StandingReports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which reports are of one event: the laws of it over random logs, and each rule by itself. */
class MatchingTest {
    private static final int REVISIONS = 250;
    private static final Instant T = Instant.parse("2020-06-01T12:00:00Z");
    private static final Instant LEARNT = T.plus(Duration.ofDays(3));

    private final StandingReports standing = new StandingReports();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private static Reports report(String id) {
        return Reports.report(id).on(T).at(14.5, -4.2).uncertaintyKm(2).fatalities(4);
    }

    private Set<String> incidents() {
        return standing.incidents().values().stream()
                .map(incident ->
                        incident.reports().stream().map(ReportId::toString).collect(Collectors.joining("+")))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldTellTheSameIncidentsWhenRevisionsArriveInAnyOrder(long seed) {
        SeveralSources log = new SeveralSources(seed, REVISIONS);
        Map<ReportId, Incident> inOrder = standing.takeAll(log.revisions()).incidents();
        List<Revision> shuffled = new ArrayList<>(log.revisions());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(new StandingReports().takeAll(shuffled).incidents()).isEqualTo(inOrder);
        assertThat(inOrder.values())
                .as("the log has what is to be matched")
                .anyMatch(incident -> incident.reports().size() > 2)
                .anyMatch(incident -> incident.reports().size() == 1);
    }

    /** What the incremental matching comes to is what is defined: the likeliest pair first, then the likeliest of the rest. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldMatchTheLikeliestFirst(long seed) {
        SeveralSources log = new SeveralSources(seed, REVISIONS);
        standing.takeAll(log.revisions());

        record Pair(double likeness, ReportId a, ReportId b) {}
        List<Pair> pairs = new ArrayList<>();
        for (Matched a : standing.reports()) {
            for (Matched b : standing.reports()) {
                double likeness = Likeness.of(a.report(), b.report());
                if (a.id().compareTo(b.id()) < 0 && likeness >= Likeness.THRESHOLD) {
                    pairs.add(new Pair(likeness, a.id(), b.id()));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::likeness)
                .reversed()
                .thenComparing(Pair::a)
                .thenComparing(Pair::b));
        Set<String> taken = new HashSet<>();
        Set<String> expected = new HashSet<>();
        for (Pair pair : pairs) {
            String ofA = pair.a() + " in " + pair.b().source();
            String ofB = pair.b() + " in " + pair.a().source();
            if (!taken.contains(ofA) && !taken.contains(ofB)) {
                taken.addAll(List.of(ofA, ofB));
                expected.add(pair.a() + " = " + pair.b());
            }
        }

        Set<String> matched = new HashSet<>();
        standing.reports()
                .forEach(report -> report.partners().values().stream()
                        .filter(partner -> report.id().compareTo(partner) < 0)
                        .forEach(partner -> matched.add(report.id() + " = " + partner)));
        assertThat(matched).isEqualTo(expected).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldTellEachReportOnceAndNoTwoOfASourceTogether(long seed) {
        SeveralSources log = new SeveralSources(seed, REVISIONS);
        standing.takeAll(log.revisions());
        assertThat(standing.incidents().values()).allSatisfy(incident -> {
            assertThat(incident.reports())
                    .extracting(ReportId::source)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Authority.BY_SOURCE);
            assertThat(incident.id()).isEqualTo(incident.reports().get(0).toString());
        });
        assertThat(standing.incidents().values().stream().flatMap(incident -> incident.reports().stream()))
                .extracting(ReportId::toString)
                .containsExactlyInAnyOrderElementsOf(log.standing().keySet());
    }

    @Test
    void shouldChangeNothingWhenARevisionIsRepeatedOrSuperseded() {
        Revision older = report("ucdp:1").learnt(LEARNT);
        Revision newer = report("ucdp:1").fatalities(5).learnt(LEARNT.plusSeconds(1));
        standing.take(newer);
        assertThat(standing.take(newer)).isEqualTo(Matching.Change.NONE);
        assertThat(standing.take(older)).isEqualTo(Matching.Change.NONE);
        assertThat(standing.take(Reports.retraction("kika:9", LEARNT))).isEqualTo(Matching.Change.NONE);
    }

    @Test
    void shouldTellOneIncidentWhenSourcesReportTheSameEvent() {
        standing.take(report("ucdp:1").learnt(LEARNT));
        standing.take(report("acled:7").fatalities(5).learnt(LEARNT));
        standing.take(report("kika:3").fatalities(0).learnt(LEARNT));
        assertThat(incidents()).containsExactly("acled:7+ucdp:1+kika:3");
    }

    @Test
    void shouldSayWhatANewIncidentTakesThePlaceOf() {
        standing.take(report("kika:3").learnt(LEARNT));
        Matching.Change change = standing.take(report("acled:7").learnt(LEARNT));
        assertThat(change.isNew()).containsExactly(ReportId.parse("acled:7"));
        assertThat(change.gone()).containsExactly(ReportId.parse("kika:3"));
        change = standing.take(Reports.retraction("acled:7", LEARNT.plusSeconds(1)));
        assertThat(change.isNew()).containsExactly(ReportId.parse("kika:3"));
        assertThat(change.gone()).containsExactly(ReportId.parse("acled:7"));
    }

    @Test
    void shouldPartReportsWhenOneIsCorrectedAndJoinThemWhenItIsPutBack() {
        standing.take(report("ucdp:1").learnt(LEARNT));
        standing.take(report("acled:7").learnt(LEARNT));
        standing.take(report("acled:7").at(15.2, -4.2).learnt(LEARNT.plusSeconds(1)));
        assertThat(incidents()).containsExactlyInAnyOrder("acled:7", "ucdp:1");
        standing.take(report("acled:7").learnt(LEARNT.plusSeconds(2)));
        assertThat(incidents()).containsExactly("acled:7+ucdp:1");
        standing.take(Reports.retraction("acled:7", LEARNT.plusSeconds(3)));
        assertThat(incidents()).containsExactly("ucdp:1");
    }

    @Test
    void shouldFindAnotherPartnerWhenALikelierOneTakesItsOwn() {
        standing.take(report("ucdp:far").at(14.55, -4.2).learnt(LEARNT));
        standing.take(report("acled:a").learnt(LEARNT));
        assertThat(incidents()).containsExactly("acled:a+ucdp:far");
        standing.take(report("ucdp:near").learnt(LEARNT));
        assertThat(incidents()).containsExactlyInAnyOrder("acled:a+ucdp:near", "ucdp:far");
        standing.take(report("acled:b").at(14.56, -4.2).learnt(LEARNT));
        assertThat(incidents()).containsExactlyInAnyOrder("acled:a+ucdp:near", "acled:b+ucdp:far");
    }

    @Test
    void shouldNotMatchWhatIsVagueByItself() {
        standing.take(report("ucdp:1").learnt(LEARNT));
        standing.take(report("kika:region")
                .fatalities(0)
                .within(Extent.ADM1, "Mopti", 105)
                .learnt(LEARNT));
        standing.take(report("gdelt:country").within(Extent.COUNTRY, null, 314).learnt(LEARNT));
        standing.take(report("acled:month")
                .uncertaintyKm(25)
                .fatalities(0)
                .between(T.minus(Duration.ofDays(15)), T.plus(Duration.ofDays(15)))
                .learnt(T.plus(Duration.ofDays(20))));
        assertThat(incidents()).hasSize(4);
    }

    @Test
    void shouldNotMatchADemonstrationWithAnAttack() {
        standing.take(report("ucdp:1").learnt(LEARNT));
        standing.take(report("acled:2").type(IncidentType.PROTEST).fatalities(0).learnt(LEARNT));
        assertThat(incidents()).hasSize(2);
    }

    @Test
    void shouldBeAsLikeWhicheverComesFirst() {
        List<Report> reports = new SeveralSources(7, 100)
                .standing().values().stream().map(Revision::body).toList();
        for (Report a : reports) {
            for (Report b : reports) {
                assertThat(Likeness.of(a, b)).isEqualTo(Likeness.of(b, a));
            }
        }
    }

    @Test
    void shouldKnowActorsThatAreNamedDifferently() {
        assertThat(ActorNames.keys(List.of("Military Forces of Mali (2020-)", "Civilians (Mali)")))
                .isEqualTo(ActorNames.keys(List.of("Government of Mali", "Civilians")));
        assertThat(ActorNames.keys(List.of("JNIM: Group for Support of Islam and Muslims", "Islamic State (Sahel)")))
                .containsExactly("is", "jnim");
        assertThat(ActorNames.keys(List.of("Unidentified Armed Group", ""))).isEmpty();
    }
}
