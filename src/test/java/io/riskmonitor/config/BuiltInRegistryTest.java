package io.riskmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.registry.Dimension;
import io.riskmonitor.registry.Indicator;
import io.riskmonitor.registry.IndicatorKind;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInRegistryTest {
    private static final RegistryFile.Loaded BUILT_IN = RegistryFile.builtIn();

    static Stream<Project> projects() {
        return BUILT_IN.projects().stream();
    }

    private static Project project(String id) {
        return projects().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void shouldHoldEveryProjectOfThePaper() {
        assertThat(projects().map(Project::id))
                .containsExactlyInAnyOrder(
                        "senou-vocational-centre",
                        "kabala-campus",
                        "baguineda-agricultural-centre",
                        "n-sukala",
                        "sukala",
                        "bamako-dakar-railway",
                        "bamako-conakry-railway",
                        "third-bridge",
                        "bamako-expressway",
                        "cicb-conference-centre",
                        "national-museum",
                        "afcon-2002-stadiums",
                        "confucius-institute",
                        "solar-rural-schools",
                        "startimes-villages",
                        "gao-hospital-camp",
                        "zte-sotelma-network",
                        "goulamina-lithium",
                        "bamako-segou-road");
    }

    @ParameterizedTest
    @MethodSource("projects")
    void shouldNameTheProjectInThreeLanguages(Project project) {
        assertThat(project.names().en()).isNotBlank();
        assertThat(project.names().fr())
                .isNotBlank()
                .isNotEqualTo(project.names().en());
        assertThat(project.names()
                        .zh()
                        .codePoints()
                        .filter(Character::isIdeographic)
                        .count())
                .isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("projects")
    void shouldPlaceEverySiteInOrNearMali(Project project) {
        // The country's bounding box; the railway begins on its border.
        for (Site site : project.sites()) {
            GeoPoint centre = site.rectangle().centre();
            assertThat(centre.lat()).as(site.label()).isBetween(10.1, 25.1);
            assertThat(centre.lon()).as(site.label()).isBetween(-12.3, 4.3);
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void shouldCoverTheProjectsLifeWithoutAGapUntilNowOrItsEnd(Project project) {
        List<Phase> phases = project.phases();
        assertThat(phases).isNotEmpty();
        for (int i = 1; i < phases.size(); i++) {
            assertThat(phases.get(i).from()).isEqualTo(phases.get(i - 1).to());
        }
        assertThat(phases.get(phases.size() - 1).to()).isNull();
        assertThat(phases).allSatisfy(p -> assertThat(p.from()).isBefore(LocalDate.of(2026, 11, 24)));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void shouldGiveEveryIndicatorInEveryPhaseWithItsSourceOrAsAnAssumption(Project project) {
        for (Phase phase : project.phases()) {
            assertThat(phase.source() != null || phase.note() != null)
                    .as("%s from %s", phase.status(), phase.from())
                    .isTrue();
            assertThat(phase.indicators()).extracting(Indicator::kind).containsExactly(IndicatorKind.values());
            for (Indicator indicator : phase.indicators()) {
                assertThat(indicator.reason()).isNotBlank();
                assertThat(indicator).as("given, not filled in").isNotEqualTo(Indicator.unknown(indicator.kind()));
                assertThat(indicator.isAssumption()).isEqualTo(indicator.source() == null);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void shouldCiteThePaperForTheProjectAndASourceForEachFact(Project project) {
        assertThat(project.facts())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.source()).isNotBlank());
        Stream<String> cited = Stream.concat(
                project.facts().stream().map(Project.Fact::source),
                project.phases().stream().map(p -> p.source() == null ? "" : p.source()));
        assertThat(cited).anyMatch(s -> s.contains("CARI Working Paper 40") || s.contains("AidData"));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void shouldMatchAtLeastOneTarget(Project project) {
        assertThat(project.matches()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "senou-vocational-centre, 2016-06-01, PLANNED",
        "senou-vocational-centre, 2017-06-01, UNDER_CONSTRUCTION",
        "senou-vocational-centre, 2019-06-01, IDLE",
        "senou-vocational-centre, 2020-08-31, IDLE",
        "senou-vocational-centre, 2023-12-11, OPERATIONAL",
        "kabala-campus, 2014-03-09, PLANNED",
        "kabala-campus, 2014-03-10, UNDER_CONSTRUCTION",
        "kabala-campus, 2017-02-27, UNDER_CONSTRUCTION",
        "kabala-campus, 2017-02-28, OPERATIONAL",
        "third-bridge, 2011-09-21, UNDER_CONSTRUCTION",
        "third-bridge, 2011-09-22, OPERATIONAL",
        "n-sukala, 2015-11-01, OPERATIONAL",
        "bamako-dakar-railway, 2015-12-31, PLANNED",
        "gao-hospital-camp, 2016-05-31, OPERATIONAL",
        "gao-hospital-camp, 2024-01-01, CLOSED",
        "zte-sotelma-network, 2017-12-08, UNDER_CONSTRUCTION",
        "bamako-segou-road, 2012-05-01, SUSPENDED"
    })
    void shouldBeInItsPhaseOnADay(String id, LocalDate day, PhaseStatus status) {
        Instant noon = Instant.parse(day + "T12:00:00Z");

        assertThat(project(id).phaseAt(noon))
                .hasValueSatisfying(p -> assertThat(p.status()).isEqualTo(status));
    }

    @Test
    void shouldBeMoreVulnerableWhenIdleThanWhenInUse() {
        List<Phase> phases = project("senou-vocational-centre").phases();

        assertThat(phases.get(2).value(Dimension.VULNERABILITY))
                .isGreaterThan(phases.get(3).value(Dimension.VULNERABILITY) + 0.2);
    }

    @ParameterizedTest
    @CsvSource({"bamako-dakar-railway, 515, 642", "bamako-conakry-railway, 100, 130", "bamako-segou-road, 210, 250"})
    void shouldCutLinesIntoContiguousSectionsOfAtMost25Km(String id, int shortestKm, int longestKm) {
        List<Site> sections = project(id).sites();
        int km = 0;
        for (int i = 0; i < sections.size(); i++) {
            Site section = sections.get(i);
            Matcher range = Pattern.compile("km (\\d+)–(\\d+) .*").matcher(section.label());
            assertThat(range.matches()).as(section.label()).isTrue();
            assertThat(section.id()).isEqualTo(String.format("%02d", i + 1));
            assertThat(section.rectangle().lengthKm()).isBetween(1.0, 25.0);
            assertThat(Integer.parseInt(range.group(1))).as(section.label()).isEqualTo(km);
            km = Integer.parseInt(range.group(2));
            if (i > 0) {
                assertThat(apartKm(sections.get(i - 1).rectangle(), section.rectangle()))
                        .as("%s and the section before", section.label())
                        .isLessThan(0.2);
            }
        }
        assertThat(km).isBetween(shortestKm, longestKm);
    }

    /** The distance between two rectangles, from a grid of 201 x 21 points on the first. */
    private static double apartKm(SiteRectangle first, SiteRectangle second) {
        LocalPlane plane = new LocalPlane(first.centre());
        double axis = Math.toRadians(first.axisDegrees());
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 200; i++) {
            for (int j = 0; j <= 20; j++) {
                double along = (i / 200.0 - 0.5) * first.lengthKm();
                double across = (j / 20.0 - 0.5) * first.widthKm();
                GeoPoint point = plane.at(
                        along * Math.cos(axis) - across * Math.sin(axis),
                        along * Math.sin(axis) + across * Math.cos(axis));
                least = Math.min(least, second.distanceKm(point));
            }
        }
        return least;
    }

    @Test
    void shouldNameSectionsByKilometresAndStations() {
        List<Site> sections = project("bamako-dakar-railway").sites();

        assertThat(sections.get(0).label()).startsWith("km 0–").endsWith("Kidira border–Kayes");
        assertThat(sections.get(sections.size() - 1).label()).endsWith("Bamako–Koulikoro");
        assertThat(sections).allSatisfy(s -> assertThat(s.label()).matches("km \\d+–\\d+ .+–.+"));
        assertThat(sections).extracting(Site::label).anyMatch(l -> l.endsWith("Diamou–Mahina"));
        assertThat(sections).allSatisfy(s -> assertThat(s.uncertaintyKm()).isEqualTo(4.5));
    }

    @Test
    void shouldLayARectangleAroundTheCampus() {
        Site campus = project("kabala-campus").sites().get(0);

        assertThat(campus.rectangle().centre().lat()).isCloseTo(12.4868, within(0.002));
        assertThat(campus.rectangle().centre().lon()).isCloseTo(-8.0484, within(0.002));
        assertThat(campus.rectangle().lengthKm()).isBetween(1.6, 1.9);
        assertThat(campus.rectangle().widthKm()).isBetween(0.5, 0.8);
    }

    @Test
    void shouldHaveOneSiteForEachStadiumAndNoneForTheVillages() {
        assertThat(project("afcon-2002-stadiums").sites())
                .extracting(Site::id)
                .containsExactly("bamako", "kayes", "sikasso", "segou", "mopti");
        assertThat(project("startimes-villages").sites()).isEmpty();
        assertThat(projects().filter(p -> p.sites().isEmpty())).hasSize(1);
    }

    @Test
    void shouldHintAtWhatIsAssumedVagueOrWithoutAPlace() {
        List<String> hints =
                BUILT_IN.hints().stream().map(RegistryFile.Finding::toString).toList();

        assertThat(hints)
                .anyMatch(h -> h.contains("project startimes-villages: id: has no place"))
                .anyMatch(h ->
                        h.contains("project solar-rural-schools: sites[1].uncertaintyKm: the place is known to 30"))
                .anyMatch(h -> h.contains("project bamako-dakar-railway: line.points:") && h.contains("sections"))
                .anyMatch(h -> h.contains("project bamako-expressway: phases[1].from: is an assumption"))
                .anyMatch(h -> h.contains("project goulamina-lithium: indicators: without a source"))
                .noneMatch(h -> h.contains("cited by nobody"))
                .noneMatch(h -> h.contains("risk is 0"))
                .noneMatch(h -> h.contains("not given"))
                .noneMatch(h -> h.contains("far from Mali"));
    }

    @Test
    void shouldFileProjectsUnderTheNineRegions() {
        List<String> nine = Arrays.asList(
                "bamako", "gao", "kayes", "kidal", "koulikoro", "mopti", "segou", "sikasso", "tombouctou", null);

        assertThat(projects().map(Project::regionId)).isSubsetOf(nine);
    }
}
