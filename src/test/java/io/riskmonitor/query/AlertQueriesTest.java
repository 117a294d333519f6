package io.riskmonitor.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of the alerts that the real topology keeps, under the built-in rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertQueriesTest {
    private static final int PROJECTS = 7;
    private static final AlertQueries.Filter ALL =
            new AlertQueries.Filter(Set.of(), null, Set.of(), null, null, null, 1_000);

    private final MonitorDriver driver = new MonitorDriver();

    @BeforeAll
    void raise() {
        Instant last = Instant.parse("2020-03-01T00:00:00Z");
        for (int i = 0; i < PROJECTS; i++) {
            Instant at = last.plusSeconds(3_600L * (i / 2));
            driver.register(Projects.project("p" + i)
                    .site("s", new GeoPoint(13 + 0.5 * i, -6))
                    .phase(PhaseStatus.OPERATIONAL, "2015-01-01", null, 1)
                    .build());
            Revision attack = Reports.report("desk:" + i)
                    .at(13 + 0.5 * i, -6)
                    .targets(Target.CHINESE_NATIONALS)
                    .on(at)
                    .fatalities(i)
                    .learnt(at);
            driver.tick(at).learn(attack);
        }
    }

    @AfterAll
    void close() {
        driver.close();
    }

    private AlertQueries queries() {
        return new AlertQueries(driver.stores(), new BoxRegions());
    }

    private static AlertQueries.Filter page(int limit, @Nullable AlertPosition after) {
        return new AlertQueries.Filter(Set.of(), null, Set.of(), null, null, after, limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1_000})
    void shouldGiveTheSameInPagesOfAnySizeAlsoWhereAlertsChangedAtTheSameMoment(int limit) {
        List<AlertRow> whole = queries().find(ALL).alerts();
        assertThat(whole).hasSizeGreaterThan(PROJECTS);
        List<AlertRow> paged = new ArrayList<>();
        AlertPage page = queries().find(page(limit, null));
        paged.addAll(page.alerts());
        while (page.next() != null) {
            page = queries().find(page(limit, AlertPosition.parse(page.next())));
            assertThat(page.alerts()).isNotEmpty();
            paged.addAll(page.alerts());
        }
        assertThat(paged).isEqualTo(whole);
    }

    /** Between instances alerts lie as they come; here every second one with the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 1_000})
    void shouldPutPagesOfSeveralInstancesTogetherAsIfOneHadThemAll(int limit) {
        List<AlertRow> whole = queries().find(ALL).alerts();
        List<AlertRow> even = new ArrayList<>();
        List<AlertRow> odd = new ArrayList<>();
        whole.forEach(row -> (even.size() > odd.size() ? odd : even).add(row));

        assertThat(cut(even, limit).with(cut(odd, limit), limit)).isEqualTo(cut(whole, limit));
        assertThat(cut(odd, limit).with(cut(even, limit), limit)).isEqualTo(cut(whole, limit));
        assertThat(cut(List.of(), limit).with(cut(whole, limit), limit)).isEqualTo(cut(whole, limit));
    }

    private static AlertPage cut(List<AlertRow> rows, int limit) {
        List<AlertRow> page = rows.subList(0, Math.min(limit, rows.size()));
        return new AlertPage(
                page,
                page.size() == rows.size()
                        ? null
                        : new AlertPosition(
                                        page.get(page.size() - 1).updatedAt(),
                                        page.get(page.size() - 1).id())
                                .toString());
    }

    @Test
    void shouldNameSubjectsOfTheRegistryAndLeaveTheCountryWithoutNames() {
        AlertPage targeted = queries()
                .find(new AlertQueries.Filter(Set.of(), null, Set.of(AlertKind.TARGETED), null, null, null, 10));
        assertThat(targeted.alerts()).hasSize(1).allSatisfy(row -> {
            assertThat(row.names()).isNull();
            assertThat(row.incidents()).isEqualTo(PROJECTS);
        });
        AlertDetail near = queries().detail(AlertId.parse("project.p3.proximity.near.1"));
        assertThat(near.names()).isNotNull();
        assertThat(near.alert().subject()).isEqualTo("project/p3");
    }

    @Test
    void shouldSayWhichAlertStandsWhenAnotherOfTheConditionIsAskedFor() {
        assertThatThrownBy(() -> queries().detail(AlertId.parse("project.p3.proximity.near.2")))
                .isInstanceOf(UnknownSubjectException.class)
                .hasMessageContaining("project.p3.proximity.near.1");
        assertThatThrownBy(() -> AlertPosition.parse("nowhere")).isInstanceOf(IllegalArgumentException.class);
    }
}
