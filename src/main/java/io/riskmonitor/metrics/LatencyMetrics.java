package io.riskmonitor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.runtime.ScoreFeed;
import java.time.Duration;
import java.util.OptionalLong;

/** How long a revision takes to the score that it moves, as a reader of committed records sees it. */
public final class LatencyMetrics implements ScoreFeed.Listener {
    private final Timer timer;

    public LatencyMetrics(MeterRegistry registry) {
        this.timer = Timer.builder("report.to.score")
                .description("From sending a revision to reading the score that it moved")
                .serviceLevelObjectives(
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(150),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .publishPercentileHistogram(false)
                .register(registry);
    }

    @Override
    public void published(RiskScore score, OptionalLong latencyMillis) {
        latencyMillis.ifPresent(millis -> timer.record(Duration.ofMillis(Math.max(0, millis))));
    }
}
