package io.riskmonitor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.riskmonitor.query.FeedView;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How fresh what the sources bring is. Every instance knows it of all sources, so take the maximum over instances. What is
 * not known is absent, never 0.
 */
public final class FreshnessMetrics implements MeterBinder {
    private static final double SECONDS_PER_HOUR = 3600;

    private final RiskQueries queries;
    private List<Family> families = List.of();

    private record Family(MultiGauge gauge, Function<FeedView, @Nullable Double> value) {}

    public FreshnessMetrics(RiskQueries queries) {
        this.queries = queries;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        families = List.of(
                family(
                        registry,
                        "last.record.timestamp.seconds",
                        "When a source last brought something, seconds since 1970",
                        feed -> seconds(feed.lastRecord())),
                family(
                        registry,
                        "usual.gap.seconds",
                        "Median of a source's latest gaps",
                        feed -> feed.usualGapHours() == null ? null : feed.usualGapHours() * SECONDS_PER_HOUR),
                family(
                        registry,
                        "stale",
                        "1 where a needed source is silent for longer than plausible, or has never spoken, else 0",
                        FreshnessMetrics::stale));
    }

    /** Reads all sources anew; keeps the last figures while the state cannot be read. */
    public void refresh() {
        try {
            List<FeedView> feeds =
                    queries.now().map(now -> queries.feeds().at(now)).orElse(List.of());
            families.forEach(family -> family.gauge().register(rows(family, feeds), true));
        } catch (NotReadyException e) {
            // what was last known stands until the stores are open again
        }
    }

    private static List<MultiGauge.Row<?>> rows(Family family, List<FeedView> feeds) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (FeedView feed : feeds) {
            Double value = family.value().apply(feed);
            if (value != null) {
                rows.add(MultiGauge.Row.of(Tags.of("feed", feed.feed()), value));
            }
        }
        return rows;
    }

    private static Double stale(FeedView feed) {
        return switch (feed.status()) {
            case NOT_NEEDED, LIVE -> 0.0;
            case STALE, AWAITED -> 1.0;
        };
    }

    private static @Nullable Double seconds(@Nullable Instant moment) {
        return moment == null ? null : (double) moment.getEpochSecond();
    }

    private static Family family(
            MeterRegistry registry, String name, String description, Function<FeedView, @Nullable Double> value) {
        return new Family(
                MultiGauge.builder("risk.feed." + name).description(description).register(registry), value);
    }
}
