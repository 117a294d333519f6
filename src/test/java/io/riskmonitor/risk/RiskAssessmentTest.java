package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.Projects;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskAssessmentTest {
    private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");
    private static final GeoPoint POINT = new GeoPoint(14, -6);

    private final RiskModel model = Models.plain();
    private final RiskAssessment assessment = new RiskAssessment(model);

    private HazardState hazard(double severity) {
        return model.nothing()
                .plus(Contributions.of("t:" + severity, NOW, 0, severity).term(), model.decay());
    }

    private RiskScore score(Project project, Map<String, HazardState> states) {
        return assessment.project(project, site -> states.getOrDefault(site, model.nothing()), NOW);
    }

    @Test
    void shouldScoreHalfWhenARegionsHazardIsTheHalfHazard() {
        RiskScore score = assessment.region("mopti", hazard(10), NOW);
        assertThat(score.subject()).isEqualTo("region/mopti");
        assertThat(score.hazard()).isCloseTo(10, within(1e-12));
        assertThat(score.knownScore().orElseThrow()).isCloseTo(50, within(1e-9));
        assertThat(score.level()).isEqualTo(Level.SUBSTANTIAL);
        assertThat(score.contributions()).isEqualTo(1);
        assertThat(score.probability()).isGreaterThan(score.baseProbability());
    }

    @Test
    void shouldScoreNothingWhenNothingHasHappened() {
        RiskScore score = assessment.region("mopti", model.nothing(), NOW);
        assertThat(score.hazard()).isZero();
        assertThat(score.knownScore()).contains(0.0);
        assertThat(score.level()).isEqualTo(Level.LOW);
        assertThat(score.probability()).isEqualTo(score.baseProbability());
    }

    @Test
    void shouldTakeTheWorstSiteAndNameItWhenAProjectHasSeveral() {
        Project line = Projects.project("line")
                .site("00", POINT)
                .site("01", POINT)
                .site("02", POINT)
                .always()
                .build();
        RiskScore score = score(line, Map.of("00", hazard(0.5), "01", hazard(2), "02", hazard(1)));
        assertThat(score.worstSite()).isEqualTo("01");
        assertThat(score.hazard()).isCloseTo(2, within(1e-12));
        assertThat(score.hazardScore()).isCloseTo(75, within(1e-9));
    }

    @Test
    void shouldNameTheFirstInTheRegistryWhenSitesAreEquallyBad() {
        Project line = Projects.project("line")
                .site("b", POINT)
                .site("a", POINT)
                .always()
                .build();
        assertThat(score(line, Map.of("a", hazard(1), "b", hazard(1))).worstSite())
                .isEqualTo("b");
        assertThat(score(line, Map.of()).worstSite()).isEqualTo("b");
    }

    @Test
    void shouldBeTheGeometricMeanOfHazardExposureAndVulnerability() {
        Project project = Projects.project("p")
                .site("site", POINT)
                .phase(PhaseStatus.IDLE, "2018-01-01", null, 0.4)
                .build();
        RiskScore score = score(project, Map.of("site", hazard(1)));
        assertThat(score.exposure()).isCloseTo(0.4, within(1e-12));
        assertThat(score.vulnerability()).isCloseTo(0.4, within(1e-12));
        assertThat(score.phase()).isEqualTo(PhaseStatus.IDLE);
        assertThat(score.knownScore().orElseThrow()).isCloseTo(100 * Math.cbrt(0.5 * 0.4 * 0.4), within(1e-9));
    }

    @Test
    void shouldBeUnknownAndNotLowWhenAProjectHasNoPlace() {
        RiskScore score = score(Projects.project("p").always().build(), Map.of());
        assertThat(score.knownScore()).isEmpty();
        assertThat(score.level()).isNull();
        assertThat(score.unknownBecause()).contains("no place");
        assertThat(score.worstSite()).isNull();
    }

    @Test
    void shouldBeUnknownWithItsHazardKnownWhenNoPhaseIsInForce() {
        Project planned = Projects.project("p")
                .site("site", POINT)
                .phase(PhaseStatus.PLANNED, "2021-01-01", null, 0.4)
                .build();
        RiskScore score = score(planned, Map.of("site", hazard(1)));
        assertThat(score.level()).isNull();
        assertThat(score.unknownBecause()).contains("no phase");
        assertThat(score.hazardScore()).isCloseTo(50, within(1e-9));
    }

    @Test
    void shouldTakeThePhaseOfTheMomentWhenPhasesFollowEachOther() {
        Project project = Projects.project("p")
                .site("site", POINT)
                .phase(PhaseStatus.UNDER_CONSTRUCTION, "2020-01-01", "2020-06-02", 0.4)
                .phase(PhaseStatus.OPERATIONAL, "2020-06-02", null, 0.6)
                .build();
        Instant midnight = Instant.parse("2020-06-02T00:00:00Z");
        assertThat(assessment
                        .project(project, site -> model.nothing(), midnight.minusMillis(1))
                        .phase())
                .isEqualTo(PhaseStatus.UNDER_CONSTRUCTION);
        assertThat(assessment
                        .project(project, site -> model.nothing(), midnight)
                        .phase())
                .isEqualTo(PhaseStatus.OPERATIONAL);
    }

    @Test
    void shouldTellWhenAScoreIsWorthTellingAgain() {
        Project project =
                Projects.project("p").site("a", POINT).site("b", POINT).always().build();
        RiskScore score = score(project, Map.of("a", hazard(1)));
        RiskScore soonAfter = assessment.project(
                project, site -> site.equals("a") ? hazard(1) : model.nothing(), NOW.plus(Duration.ofSeconds(10)));
        assertThat(soonAfter.differsNoticeably(score)).isFalse();
        assertThat(score(project, Map.of("b", hazard(1))).differsNoticeably(score))
                .as("another site is the worst now")
                .isTrue();
        assertThat(score(project, Map.of("a", hazard(1.1))).differsNoticeably(score))
                .isTrue();
    }

    @Test
    void shouldTellWhenOnlyTheHazardOfAnUnknownRiskHasMoved() {
        Project unphased = Projects.project("p").site("site", POINT).build();
        RiskScore before = score(unphased, Map.of("site", hazard(1)));
        RiskScore after = score(unphased, Map.of("site", hazard(2)));
        assertThat(after.differsNoticeably(before)).isTrue();
    }
}
