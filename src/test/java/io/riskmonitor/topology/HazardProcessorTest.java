package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When and as of when scores are told; what they are is for the laws and the scenarios. */
class HazardProcessorTest {
    private static final Instant T = Instant.parse("2020-06-01T00:00:00Z");

    private final MonitorDriver monitor = new MonitorDriver();

    @AfterEach
    void close() {
        monitor.close();
    }

    private static Revision nearMopti(String id, Instant at) {
        return Reports.report(id).at(14, -4).on(at).learnt(at);
    }

    private RiskScore score(String owner) {
        return Objects.requireNonNull(monitor.scores().get(owner), owner);
    }

    @Test
    void shouldTellAScoreAtOnceWhenAnIncidentArrivesBetweenTicks() {
        monitor.tick(T).newRegionScores();
        monitor.learn(nearMopti("t:1", T.plusSeconds(30)));
        List<KeyValue<String, @Nullable RiskScore>> told = monitor.newRegionScores();
        assertThat(told).extracting(entry -> entry.key).containsExactly("region/mopti");
        assertThat(score("region/mopti").asOf()).isEqualTo(T.plusSeconds(30));
        assertThat(score("region/mopti").hazard()).isEqualTo(1);
    }

    @Test
    void shouldTellEveryRegionAndProjectWhenTheFirstTickComes() {
        monitor.register(Projects.project("nowhere").always().build()).tick(T);
        assertThat(monitor.newRegionScores())
                .extracting(entry -> entry.key)
                .containsExactly("region/kayes", "region/mopti", "region/segou");
        assertThat(monitor.newProjectScores()).extracting(entry -> entry.key).containsExactly("project/nowhere");
    }

    @Test
    void shouldKeepSilentWhenNothingHasMovedAndSpeakUpAfterAnHour() {
        monitor.tick(T).newRegionScores();
        monitor.tick(T.plusSeconds(60));
        assertThat(monitor.newRegionScores()).isEmpty();
        monitor.tick(T.plus(Duration.ofHours(1)));
        assertThat(monitor.newRegionScores()).hasSize(3);
    }

    @Test
    void shouldNotStepBackBehindWhatItCountsWhenAnotherPartitionsOlderRecordArrives() {
        monitor.learn(nearMopti("t:1", T));
        monitor.learn(nearMopti("t:2", T.minus(Duration.ofDays(70))));
        assertThat(score("region/mopti").asOf()).isEqualTo(T);
        assertThat(score("region/mopti").hazard()).isBetween(1.0, 2.0);
    }

    @Test
    void shouldWithdrawAScoreWhenItsProjectLeavesTheRegistry() {
        monitor.register(Projects.project("p").always().build()).tick(T).newProjectScores();
        monitor.unregister("p").tick(T.plusSeconds(1));
        assertThat(monitor.newProjectScores()).containsExactly(new KeyValue<>("project/p", null));
        assertThat(monitor.scores()).doesNotContainKey("project/p");
    }

    @Test
    void shouldTellAProjectAnewWhenItsPhaseChangesWithTime() {
        monitor.register(Projects.project("p")
                .phase(PhaseStatus.UNDER_CONSTRUCTION, "2018-01-01", "2020-06-02", 0.5)
                .phase(PhaseStatus.IDLE, "2020-06-02", null, 0.5)
                .build());
        monitor.tick(Instant.parse("2020-06-01T23:59:59Z")).newProjectScores();
        monitor.tick(Instant.parse("2020-06-02T00:00:00Z"));
        assertThat(monitor.newProjectScores())
                .extracting(entry -> Objects.requireNonNull(entry.value).phase())
                .containsExactly(PhaseStatus.IDLE);
    }

    @Test
    void shouldKeepNothingOfASubjectWhenAllItsIncidentsAreRetracted() {
        monitor.learn(nearMopti("t:1", T)).learn(Reports.retraction("t:1", T.plusSeconds(1)));
        assertThat(monitor.hazards()).isEmpty();
        assertThat(monitor.contributions()).isEmpty();
        assertThat(monitor.all(StoreNames.ATTRIBUTIONS)).isEmpty();
        assertThat(score("region/mopti").hazard()).isZero();
        assertThat(monitor.newIncidents())
                .extracting(entry -> entry.value == null)
                .containsExactly(false, true);
    }

    @Test
    void shouldPassOverATombstoneWhenOneStandsInTheLog() {
        monitor.learn(nearMopti("t:1", T));
        monitor.learnTombstone("t:1", T.plusSeconds(1));
        assertThat(score("region/mopti").contributions()).isEqualTo(1);
    }

    @Test
    void shouldTellOnlyTheSubjectsThatACorrectionTouches() {
        monitor.learn(nearMopti("t:1", T));
        monitor.newRegionScores();
        monitor.learn(Reports.report("t:1")
                .on(T)
                .at(14, -10)
                .within(Extent.ADM1, "Kayes", 90)
                .learnt(T.plusSeconds(1)));
        assertThat(monitor.newRegionScores())
                .extracting(entry -> entry.key)
                .containsExactlyInAnyOrder("region/kayes", "region/mopti");
    }
}
