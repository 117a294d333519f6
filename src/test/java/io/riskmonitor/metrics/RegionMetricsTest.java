package io.riskmonitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RegionMetricsTest {
    private static final Instant NOW = Instant.parse("2020-03-01T00:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldCountTheIncidentsOfTheLastThirtyDaysByRegionTypeAndSource() {
        try (MonitorDriver driver = new MonitorDriver()) {
            BoxRegions regions = new BoxRegions();
            RegionMetrics metrics = new RegionMetrics(
                    new IncidentQueries(driver.stores(), regions, () -> true), regions, () -> Optional.of(NOW));
            metrics.bindTo(registry);
            driver.tick(NOW)
                    .learn(report("desk:1", NOW))
                    .learn(report("desk:2", NOW.minus(Duration.ofDays(29))))
                    .learn(report("ucdp:3", NOW.minus(Duration.ofDays(15))))
                    .learn(report("desk:4", NOW.minus(Duration.ofDays(31))));
            metrics.refresh();
            assertThat(count("desk")).isEqualTo(2);
            assertThat(count("ucdp")).isEqualTo(1);

            driver.learn(Reports.retraction("ucdp:3", NOW));
            metrics.refresh();
            assertThat(registry.find("risk.region.incidents")
                            .tag("source", "ucdp")
                            .gauge())
                    .isNull();
            assertThat(registry.find("risk.region.location").gauges()).hasSameSizeAs(regions.regions());
        }
    }

    @Test
    void shouldNotHoldAScrapeUpWhileIncidentsAreBeingRead() throws Exception {
        try (MonitorDriver driver = new MonitorDriver()) {
            BoxRegions regions = new BoxRegions();
            CountDownLatch readable = new CountDownLatch(1);
            RegionMetrics metrics =
                    new RegionMetrics(new IncidentQueries(driver.stores(), regions, () -> true), regions, () -> {
                        await(readable);
                        return Optional.of(NOW);
                    });
            metrics.bindTo(registry);
            driver.tick(NOW).learn(report("desk:1", NOW));

            metrics.refresh();
            assertThat(registry.find("risk.region.incidents").gauge()).isNull();

            readable.countDown();
            metrics.refresh();
            assertThat(count("desk")).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Revision report(String id, Instant on) {
        return Reports.report(id).type(IncidentType.ABDUCTION).on(on).learnt(NOW);
    }

    private double count(String source) {
        return registry.get("risk.region.incidents")
                .tags("type", "ABDUCTION", "source", source)
                .gauge()
                .value();
    }
}
