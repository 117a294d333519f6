package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.query.IncidentView;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import io.riskmonitor.testing.SeveralSources;
import io.riskmonitor.testing.StandingReports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports of several sources through the real topology: what is told of one event is scored once. */
class MatchedIncidentsTest {
    private static final RiskModel MODEL = Models.plain();
    private static final Instant T = Instant.parse("2020-06-01T12:00:00Z");
    private static final Instant LEARNT = T.plus(Duration.ofDays(1));

    private final MonitorDriver monitor = new MonitorDriver();

    @AfterEach
    void close() {
        monitor.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    private static Reports report(String id) {
        return Reports.report(id)
                .on(T)
                .at(14.5, -3)
                .uncertaintyKm(2)
                .fatalities(4)
                .confidence(0.5);
    }

    private static Map<String, HazardState> hazards(Collection<Incident> incidents, SiteIndex sites) {
        Attribution attribution = new Attribution(MODEL, new BoxRegions());
        Map<String, HazardState> expected = new TreeMap<>();
        for (Incident incident : incidents) {
            for (Contribution c : attribution.contributions(incident, sites)) {
                expected.compute(
                        c.subject().toString(),
                        (subject, state) -> (state == null ? MODEL.nothing() : state).plus(c.term(), MODEL.decay()));
            }
        }
        return expected;
    }

    /** Every order of the same revisions comes to the incidents that matching defines, each counted once, to the bit. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldCountTheIncidentsAloneWhenRevisionsArriveInAnyOrder(long seed) {
        SeveralSources log = new SeveralSources(seed, 200);
        var registry = RandomLog.registry(seed);
        Map<String, HazardState> expected = hazards(
                new StandingReports()
                        .takeAll(log.standing().values())
                        .incidents()
                        .values(),
                new SiteIndex(registry));
        List<Revision> shuffled = new ArrayList<>(log.revisions());
        Collections.shuffle(shuffled, new Random(seed));

        monitor.register(registry).learn(log.revisions()).tick(log.end());
        assertThat(monitor.hazards()).isEqualTo(expected);
        Map<String, Contribution> inOrder = monitor.contributions();
        try (MonitorDriver anyOrder = new MonitorDriver()) {
            anyOrder.register(registry).learn(shuffled).tick(log.end());
            assertThat(anyOrder.hazards()).isEqualTo(expected);
            assertThat(anyOrder.contributions()).isEqualTo(inOrder);
        }
        monitor.newIncidents();
        monitor.learn(shuffled);
        assertThat(monitor.newIncidents()).as("what is repeated").isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldTellOutsideWhatItCounts(long seed) {
        SeveralSources log = new SeveralSources(seed, 200);
        Map<String, Incident> told = new TreeMap<>();
        monitor.learn(log.revisions());
        for (KeyValue<String, @Nullable Incident> record : monitor.newIncidents()) {
            if (record.value == null) {
                told.remove(record.key);
            } else {
                told.put(record.key, record.value);
            }
        }
        Map<String, Incident> expected = new TreeMap<>();
        new StandingReports()
                .takeAll(log.standing().values())
                .incidents()
                .forEach((id, incident) -> expected.put(id.toString(), incident));
        assertThat(told).isEqualTo(expected);
        assertThat(new IncidentQueries(monitor.stores(), new BoxRegions(), () -> true)
                        .find(new IncidentQueries.Filter(null, null, null, null, 1_000)))
                .extracting(IncidentView::id, IncidentView::account)
                .containsExactlyInAnyOrderElementsOf(expected.values().stream()
                        .map(incident -> tuple(incident.id(), incident.account()))
                        .toList());
    }

    @Test
    void shouldShowEveryReportWithItsLinksUnderAnyOfTheirIds() {
        monitor.learn(report("ucdp:1").learnt(LEARNT)).learn(report("acled:2").learnt(LEARNT));
        IncidentQueries incidents = new IncidentQueries(monitor.stores(), new BoxRegions(), () -> true);
        IncidentView incident = incidents.byId(ReportId.parse("ucdp:1")).orElseThrow();
        assertThat(incident).isEqualTo(incidents.byId(ReportId.parse("acled:2")).orElseThrow());
        assertThat(incident.id()).isEqualTo("acled:2");
        assertThat(incident.accounts())
                .extracting(account -> account.id().toString(), account -> account.references())
                .containsExactly(
                        tuple("acled:2", List.of("https://example.org/2")),
                        tuple("ucdp:1", List.of("https://example.org/1")));
        Contribution counted = Objects.requireNonNull(monitor.contributions().get("region/mopti|acled:2"));
        assertThat(counted.reports()).extracting(ReportId::toString).containsExactly("acled:2", "ucdp:1");
        assertThat(counted.account().references()).containsExactly("https://example.org/2", "https://example.org/1");
        assertThat(monitor.contributions()).doesNotContainKey("region/mopti|ucdp:1");
    }

    /** A better source takes an incident over: nobody sees it counted twice, or not at all, on the way. */
    @Test
    void shouldPutTheMergedIncidentInThePlaceOfTheFormerInOneStep() {
        monitor.learn(report("ucdp:1").learnt(LEARNT));
        double alone = hazard(monitor.newRegionScores());
        Map<String, HazardState> before = monitor.hazards();
        monitor.learn(report("acled:2").learnt(LEARNT));
        List<KeyValue<String, @Nullable RiskScore>> after = monitor.newRegionScores();
        assertThat(after).hasSize(1);
        assertThat(hazard(after)).as("confidence 0.75 in place of 0.5").isCloseTo(1.5 * alone, within(1e-12));

        monitor.learn(Reports.retraction("acled:2", LEARNT.plusSeconds(1)));
        List<KeyValue<String, @Nullable RiskScore>> retracted = monitor.newRegionScores();
        assertThat(retracted).hasSize(1);
        assertThat(monitor.hazards()).isEqualTo(before);
    }

    private static double hazard(List<KeyValue<String, @Nullable RiskScore>> scores) {
        return Objects.requireNonNull(scores.get(scores.size() - 1).value).hazard();
    }

    @Test
    void shouldUpdateAnAlertAndNeitherRecallNorRepeatItWhenItIsCorroborated() {
        monitor.register(Projects.project("mill")
                        .site("site", new GeoPoint(14.5, -3))
                        .always()
                        .build())
                .learn(report("ucdp:1").fatalities(20).confidence(1).learnt(LEARNT))
                .tick(LEARNT);
        assertThat(monitor.alerts().values()).extracting(Alert::status).contains(AlertStatus.OPEN);
        int before = monitor.alerts().size();
        monitor.newAlerts();
        monitor.learn(report("acled:2").fatalities(20).confidence(0.9).learnt(LEARNT.plusSeconds(60)));
        assertThat(monitor.newAlerts())
                .extracting(Alert::status)
                .doesNotContain(AlertStatus.RECALLED, AlertStatus.CLOSED);
        assertThat(monitor.alerts()).hasSize(before);
        assertThat(monitor.alerts().values())
                .flatExtracting(Alert::evidence)
                .isNotEmpty()
                .allSatisfy(evidence -> assertThat(evidence.reports())
                        .extracting(ReportId::source)
                        .containsExactly("acled", "ucdp"));
    }

    @Test
    void shouldJoinTheMergedIncidentAnewWhenTheRegistryChanges() {
        monitor.learn(report("ucdp:1").learnt(LEARNT))
                .learn(report("acled:2").learnt(LEARNT))
                .tick(LEARNT)
                .register(Projects.project("mill")
                        .site("site", new GeoPoint(14.5, -3))
                        .always()
                        .build())
                .tick(LEARNT.plusSeconds(60));
        assertThat(monitor.contributions())
                .containsKeys("project/mill/site|acled:2", "region/mopti|acled:2")
                .hasSize(2);
    }
}
