package io.riskmonitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.topology.OwnerPartitioner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RiskMetricsTest {
    private static final Instant NOW = Instant.parse("2020-03-01T00:00:00Z");
    private static final int PARTITIONS = 6;
    private static final List<Project> PROJECTS = IntStream.range(0, 30)
            .mapToObj(i -> Projects.project("project-" + i)
                    .site("site", new GeoPoint(14, -6))
                    .phase(PhaseStatus.OPERATIONAL, "2015-01-01", null, 1)
                    .build())
            .toList();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldExportOnlyTheSubjectsThatThisInstanceOwns() {
        try (MonitorDriver driver = MonitorDriver.ofFirstPartition(PARTITIONS)) {
            driver.register(PROJECTS).tick(NOW);

            refreshed(driver);

            List<String> owned = PROJECTS.stream()
                    .map(Project::id)
                    .filter(id -> OwnerPartitioner.partition("project/" + id, PARTITIONS) == 0)
                    .toList();
            assertThat(owned).isNotEmpty().hasSizeLessThan(PROJECTS.size());
            assertThat(exported("risk.project.score", "project")).containsExactlyInAnyOrderElementsOf(owned);
            assertThat(exported("risk.project.phase", "project")).containsExactlyInAnyOrderElementsOf(owned);
        }
    }

    @Test
    void shouldExportNothingBeforeTheFirstTick() {
        try (MonitorDriver driver = new MonitorDriver()) {
            driver.register(PROJECTS);

            refreshed(driver);

            assertThat(exported("risk.project.score", "project")).isEmpty();
            assertThat(registry.get("risk.as.of.timestamp.seconds").gauge().value())
                    .isNaN();
        }
    }

    @Test
    void shouldTellAPartOfTheHazardForEachHorizon() {
        try (MonitorDriver driver = new MonitorDriver()) {
            driver.register(PROJECTS).tick(NOW);

            refreshed(driver);

            assertThat(exported("risk.project.hazard", "horizon")).containsOnly("7d", "28d", "180d");
            assertThat(exported("risk.region.hazard", "horizon")).containsOnly("7d", "28d", "180d");
        }
    }

    private void refreshed(MonitorDriver driver) {
        RiskMetrics metrics = new RiskMetrics(
                new RiskQueries(driver.stores(), Models.plain(), new BoxRegions(), new FeedWatch(List.of())),
                List.of(Duration.ofDays(7), Duration.ofDays(28), Duration.ofDays(180)));
        metrics.bindTo(registry);
        metrics.refresh();
    }

    private List<String> exported(String metric, String tag) {
        return registry.find(metric).gauges().stream()
                .map(Gauge::getId)
                .map(id -> String.valueOf(id.getTag(tag)))
                .toList();
    }
}
