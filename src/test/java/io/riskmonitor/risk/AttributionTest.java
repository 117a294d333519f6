package io.riskmonitor.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.incident.Extent;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionTest {
    private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");

    private final BoxRegions regions = new BoxRegions();
    private final RiskModel model = Models.plain();
    private final Attribution attribution = new Attribution(model, regions);
    private final Region kayes = regions.byId("kayes").orElseThrow();

    private Map<String, Contribution> contributions(Reports report, Project... projects) {
        return attribution
                .contributions(Incident.of(report.on(NOW).learnt(NOW)), new SiteIndex(List.of(projects)))
                .stream()
                .collect(Collectors.toMap(c -> c.subject().toString(), Function.identity()));
    }

    private Contribution contributionTo(String subject, Reports report, Project... projects) {
        return Objects.requireNonNull(contributions(report, projects).get(subject), subject);
    }

    private Map<String, Double> regionShares(Reports report) {
        return attribution.regionProbabilities(report.build().location());
    }

    private Reports withinKayes() {
        return Reports.report("t:1")
                .at(regions.centroid(kayes))
                .within(Extent.ADM1, "Kayes", regions.uncertaintyKm(kayes));
    }

    @Test
    void shouldCountWhollyForItsRegionWhenAReportNamesTheUnit() {
        assertThat(regionShares(withinKayes())).containsExactly(entry("kayes", 1.0));
        assertThat(regionShares(Reports.report("t:1").at(14, -8.01).within(Extent.ADM2, "Kayes", 40)))
                .containsExactly(entry("kayes", 1.0));
    }

    @Test
    void shouldAddUnderATenthToASiteAtTheCentroidWhenAReportIsKnownOnlyToTheRegion() {
        Project project = Projects.project("p")
                .site("site", regions.centroid(kayes))
                .always()
                .build();
        double vague = contributionTo("project/p/site", withinKayes(), project).amplitude();
        double precise = contributionTo("project/p/site", Reports.report("t:1").at(regions.centroid(kayes)), project)
                .amplitude();
        assertThat(precise).isEqualTo(1);
        assertThat(vague).isPositive().isLessThan(0.1 * precise);
    }

    @Test
    void shouldSpreadByAreaWhenAReportIsKnownOnlyToTheCountry() {
        Reports report = Reports.report("t:1").at(regions.countryCentroid()).within(Extent.COUNTRY, null, 250);
        assertThat(regionShares(report)).isEqualTo(regions.areaShares());
        assertThat(regionShares(report).values().stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldConcernNoRegionWhenTheCountryIsAnother() {
        assertThat(regionShares(Reports.report("t:1").at(9, 8).within(Extent.COUNTRY, null, 250)))
                .isEmpty();
    }

    @Test
    void shouldBeSharedBetweenNeighboursWhenAnUncertainPlaceLiesAtTheBorder() {
        Map<String, Double> shares =
                regionShares(Reports.report("t:1").at(14, -8).uncertaintyKm(10));
        assertThat(shares.get("kayes")).isCloseTo(0.5, within(1e-6));
        assertThat(shares.get("segou")).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void shouldBelongToOneRegionWhenThePlaceIsExact() {
        assertThat(regionShares(Reports.report("t:1").at(14, -7.999))).containsExactly(entry("segou", 1.0));
    }

    @Test
    void shouldGoByThePlaceWhenTheUnitsNameIsNotKnown() {
        assertThat(regionShares(Reports.report("t:1").at(14, -10).within(Extent.ADM1, "Atlantis", 60)))
                .containsKey("kayes")
                .hasSizeGreaterThan(1);
    }

    @Test
    void shouldAddTheRegistrysUncertaintyToTheReportsWhenASiteIsApproximate() {
        GeoPoint place = new GeoPoint(14, -6);
        Project vague = Projects.project("p")
                .site("site", SiteRectangle.point(place), 4)
                .always()
                .build();
        Contribution c =
                contributionTo("project/p/site", Reports.report("t:1").at(place).uncertaintyKm(3), vague);
        assertThat(c.uncertaintyKm()).isCloseTo(5, within(1e-12));
        assertThat(c.nearness()).isCloseTo(400.0 / 425, within(1e-12));
        assertThat(c.distanceKm()).isZero();
    }

    @Test
    void shouldCountAffinityForProjectsAndNotForRegionsWhenTargetsAreShared() {
        Project school = Projects.project("p")
                .matches(Target.CHINESE_NATIONALS)
                .site("site", new GeoPoint(14, -6))
                .always()
                .build();
        Reports report = Reports.report("t:1").at(14, -6).targets(Target.CHINESE_NATIONALS);
        assertThat(contributionTo("project/p/site", report, school).affinity()).isEqualTo(3);
        assertThat(contributionTo("region/segou", report, school).affinity()).isEqualTo(1);
    }

    @Test
    void shouldBeEventfulWhenLethalOrAnAbduction() {
        assertThat(contributionTo("region/segou", Reports.report("t:1")).eventful())
                .isFalse();
        assertThat(contributionTo("region/segou", Reports.report("t:1").fatalities(1))
                        .eventful())
                .isTrue();
        assertThat(contributionTo("region/segou", Reports.report("t:1").type(IncidentType.ABDUCTION))
                        .eventful())
                .isTrue();
        assertThat(contributionTo("region/segou", Reports.report("t:1").abducted(2))
                        .eventful())
                .isTrue();
    }

    @Test
    void shouldAddNothingWhenTheReportIsNotTrustedAtAll() {
        assertThat(contributions(Reports.report("t:1").confidence(0))).isEmpty();
    }

    @Test
    void shouldEndTheSpanAtTheRecordingWhenTheDayIsStillRunning() {
        Instant noon = Instant.parse("2020-06-01T12:00:00Z");
        Incident today = Incident.of(Reports.report("t:1")
                .between(Instant.parse("2020-06-01T00:00:00Z"), Instant.parse("2020-06-02T00:00:00Z"))
                .learnt(noon));
        Contribution c =
                attribution.contributions(today, new SiteIndex(List.of())).get(0);
        assertThat(c.occurredTo()).isEqualTo(noon);
        assertThat(c.spanDays()).isEqualTo(0.5);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    /** The site index and the kernel's reach must lose nobody: against every site, one by one. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldFindEverySiteThatReachesTheCutoffWhenSearchingByIndex(long seed) {
        Random random = new Random(seed);
        List<Project> projects = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            SiteRectangle rectangle = new SiteRectangle(
                    RandomLog.place(random),
                    random.nextBoolean() ? 0 : 60 * random.nextDouble(),
                    random.nextBoolean() ? 0 : 20 * random.nextDouble(),
                    360 * random.nextDouble());
            projects.add(Projects.project("p" + i)
                    .site("site", rectangle, random.nextInt(3) == 0 ? 0 : 40 * random.nextDouble())
                    .always()
                    .build());
        }
        SiteIndex index = new SiteIndex(projects);
        for (int i = 0; i < 100; i++) {
            double sigma = random.nextInt(3) == 0 ? 0 : 120 * random.nextDouble();
            Incident incident = Incident.of(Reports.report("t:1")
                    .at(RandomLog.place(random))
                    .uncertaintyKm(sigma)
                    .on(NOW)
                    .learnt(NOW));
            List<String> expected = projects.stream()
                    .filter(p -> model.kernel()
                                    .nearness(
                                            incident.account().location().point(),
                                            Math.hypot(sigma, p.sites().get(0).uncertaintyKm()),
                                            p.sites().get(0).rectangle())
                            >= model.kernel().cutoff())
                    .map(Project::id)
                    .sorted()
                    .toList();
            assertThat(attribution.contributions(incident, index).stream()
                            .map(Contribution::subject)
                            .filter(s -> s.kind() == SubjectId.Kind.PROJECT)
                            .map(SubjectId::owner))
                    .containsExactlyElementsOf(expected);
            assertThat(attribution.mayConcern(incident, index) || expected.isEmpty())
                    .isTrue();
        }
    }

    @Test
    void shouldFindASiteAcrossTheSearchRadiusWhenItLiesNearAPole() {
        GeoPoint north = new GeoPoint(70, 20);
        GeoPoint near = new LocalPlane(north).at(60, 50);
        SiteIndex index = new SiteIndex(
                List.of(Projects.project("p").site("site", near).always().build()));
        assertThat(index.near(north, Math.hypot(60, 50) + 1)).hasSize(1);
    }
}
