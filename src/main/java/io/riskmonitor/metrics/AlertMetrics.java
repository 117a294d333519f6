package io.riskmonitor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.alert.Handling;
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
    private volatile Census census = new Census(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private @Nullable MeterRegistry registry;

    /** Whether somebody took an alert before it was passed on to the next role. */
    private enum Taken {
        IN_TIME,
        LATE,
        NOT_YET,
        NEVER;

        static Taken of(Alert alert) {
            if (alert.escalations() > 0) {
                return LATE;
            }
            if (alert.acknowledgement() != null) {
                return IN_TIME;
            }
            return alert.isLive() ? NOT_YET : NEVER;
        }
    }

    /** How many alerts last at each level, and how many of them nobody has acknowledged; of all held, what became of them. */
    private record Census(
            Map<Level, Integer> open,
            Map<Level, Integer> unacknowledged,
            Map<AlertStatus, Integer> held,
            Map<Taken, Integer> taken,
            Map<Disposition, Integer> judged) {
        static Census of(AlertQueries queries) {
            Census census = new Census(
                    new EnumMap<>(Level.class),
                    new EnumMap<>(Level.class),
                    new EnumMap<>(AlertStatus.class),
                    new EnumMap<>(Taken.class),
                    new EnumMap<>(Disposition.class));
            queries.forEach(alert -> {
                census.held().merge(alert.status(), 1, Integer::sum);
                census.taken().merge(Taken.of(alert), 1, Integer::sum);
                Handling judgement = alert.disposition();
                Disposition disposition = judgement == null ? null : judgement.disposition();
                if (disposition != null) {
                    census.judged().merge(disposition, 1, Integer::sum);
                }
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
        for (AlertStatus status : AlertStatus.values()) {
            gauge(
                    meters,
                    "alerts.held",
                    "Each condition's latest alert by where it stands",
                    "status",
                    status,
                    Census::held);
        }
        for (Taken taken : Taken.values()) {
            gauge(
                    meters,
                    "alerts.taken",
                    "Each condition's latest alert by whether it was taken before it was passed on",
                    "when",
                    taken,
                    Census::taken);
        }
        for (Disposition disposition : Disposition.values()) {
            gauge(
                    meters,
                    "alerts.judged",
                    "Each condition's latest alert by what somebody made of it",
                    "disposition",
                    disposition,
                    Census::judged);
        }
        for (Level level : Level.values()) {
            gauge(meters, "alerts.open", "Alerts whose condition lasts", "level", level, Census::open);
            gauge(
                    meters,
                    "alerts.unacknowledged",
                    "Alerts whose condition lasts and that nobody has acknowledged",
                    "level",
                    level,
                    Census::unacknowledged);
            Arrays.stream(AlertKind.values()).forEach(kind -> raised(meters, kind, level));
        }
    }

    private <E extends Enum<E>> void gauge(
            MeterRegistry meters,
            String name,
            String description,
            String label,
            E value,
            Function<Census, Map<E, Integer>> part) {
        ToDoubleFunction<AlertMetrics> count =
                metrics -> part.apply(metrics.census).getOrDefault(value, 0);
        Gauge.builder(name, this, count)
                .description(description)
                .tag(label, value.name())
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
