package io.riskmonitor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.runtime.ScoreFeed;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that have been raised since the start, and those that last, of the subjects that this instance owns: so the sum
 * over all instances is right. Kinds and levels without an alert stand at 0, as a rate has to begin somewhere.
 */
public final class AlertMetrics implements MeterBinder, ScoreFeed.Listener {
    private final AlertQueries queries;
    private volatile Census census = new Census(Map.of(), Map.of());

    private @Nullable MeterRegistry registry;

    /** How many alerts last at each level, and how many of them nobody has acknowledged. */
    private record Census(Map<Level, Integer> open, Map<Level, Integer> unacknowledged) {
        static Census of(AlertQueries queries) {
            Census census = new Census(new EnumMap<>(Level.class), new EnumMap<>(Level.class));
            queries.forEach(alert -> {
                if (alert.isLive()) {
                    census.open().merge(alert.level(), 1, Integer::sum);
                    if (alert.acknowledgement() == null) {
                        census.unacknowledged().merge(alert.level(), 1, Integer::sum);
                    }
                }
            });
            return census;
        }
    }

    public AlertMetrics(AlertQueries queries) {
        this.queries = queries;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        registry = meters;
        for (Level level : Level.values()) {
            gauge(meters, "alerts.open", "Alerts whose condition lasts", level, Census::open);
            gauge(
                    meters,
                    "alerts.unacknowledged",
                    "Alerts whose condition lasts and that nobody has acknowledged",
                    level,
                    Census::unacknowledged);
            Arrays.stream(AlertKind.values()).forEach(kind -> raised(meters, kind, level));
        }
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String description,
            Level level,
            Function<Census, Map<Level, Integer>> part) {
        ToDoubleFunction<AlertMetrics> count =
                metrics -> part.apply(metrics.census).getOrDefault(level, 0);
        Gauge.builder(name, this, count)
                .description(description)
                .tag("level", level.name())
                .register(meters);
    }

    private static Counter raised(MeterRegistry meters, AlertKind kind, Level level) {
        return Counter.builder("alerts")
                .description("Alerts raised, by the level that they were raised at")
                .tags("kind", kind.name(), "level", level.name())
                .register(meters);
    }

    /** Reads all alerts anew; keeps the last figures while the state cannot be read. */
    public void refresh() {
        try {
            census = Census.of(queries);
        } catch (NotReadyException e) {
            // what was last known stands until the stores are open again
        }
    }

    @Override
    public void published(RiskScore score, OptionalLong latencyMillis) {
        // scores have meters of their own
    }

    @Override
    public void told(Alert alert) {
        if (registry != null && alert.revision() == 1 && queries.owns(alert.id())) {
            raised(registry, alert.kind(), alert.level()).increment();
        }
    }
}
