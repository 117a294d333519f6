package io.riskmonitor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.query.IncidentView;
import io.riskmonitor.query.NotReadyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was reported of each region in the last 30 days; of several instances the one that matches tells it, so the sum over all
 * instances is right. And where a map may write a region's score, of which every instance knows all.
 */
public final class RegionMetrics implements MeterBinder {
    private static final Logger log = LoggerFactory.getLogger(RegionMetrics.class);
    private static final Duration SPAN = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final IncidentQueries incidents;
    private final RegionIndex regions;
    private final Supplier<Optional<Instant>> now;
    private List<MultiGauge> gauges = List.of();
    private @Nullable CompletableFuture<Map<Tags, Integer>> reading;

    /** @param now the time as the topologies know it */
    public RegionMetrics(IncidentQueries incidents, RegionIndex regions, Supplier<Optional<Instant>> now) {
        this.incidents = incidents;
        this.regions = regions;
        this.now = now;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauges = List.of(MultiGauge.builder("risk.region.incidents")
                .description("Incidents of the last 30 days by the region that their reported place lies in")
                .register(registry));
        MultiGauge.builder("risk.region.location")
                .description("1 with the middle of a region")
                .register(registry)
                .register(regions.regions().stream()
                        .<MultiGauge.Row<?>>map(region -> MultiGauge.Row.of(location(region), 1))
                        .toList());
    }

    /**
     * Has all incidents read anew, and waits for it for a moment only: of very many they take longer than a scrape may. Until
     * they are read, and while the state cannot be, the last figures stand. Not to be called while the registry is scraped.
     */
    public void refresh() {
        CompletableFuture<Map<Tags, Integer>> counts = reading;
        if (counts == null) {
            counts = CompletableFuture.supplyAsync(this::read);
        }
        reading = null;
        try {
            show(counts.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            reading = counts; // to be shown by the next scrape
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof NotReadyException)) {
                log.warn("incidents cannot be read for their metric: {}", e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<Tags, Integer> read() {
        Map<Tags, Integer> counts = new HashMap<>();
        now.get()
                .ifPresent(end -> incidents.forEach(
                        end.minus(SPAN),
                        incident -> regions.containing(
                                        incident.account().location().point())
                                .ifPresent(region -> counts.merge(tags(region, incident), 1, Integer::sum))));
        return counts;
    }

    private void show(Map<Tags, Integer> counts) {
        gauges.forEach(gauge -> gauge.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(count -> MultiGauge.Row.of(count.getKey(), count.getValue()))
                        .toList(),
                true));
    }

    private static Tags tags(Region region, IncidentView incident) {
        return Tags.of(
                "region",
                region.id(),
                "type",
                incident.account().type().name(),
                "source",
                ReportId.parse(incident.id()).source());
    }

    private static Tags location(Region region) {
        List<GeoPoint> largest = List.of();
        double size = -1;
        for (List<List<GeoPoint>> polygon : region.outline()) {
            List<GeoPoint> outside = polygon.get(0);
            double box = span(outside, GeoPoint::lat) * span(outside, GeoPoint::lon);
            if (box > size) {
                size = box;
                largest = outside;
            }
        }
        return Tags.of(
                "region", region.id(), "lat", middle(largest, GeoPoint::lat), "lon", middle(largest, GeoPoint::lon));
    }

    private static double span(List<GeoPoint> points, ToDoubleFunction<GeoPoint> axis) {
        return points.stream().mapToDouble(axis).max().orElse(0)
                - points.stream().mapToDouble(axis).min().orElse(0);
    }

    private static String middle(List<GeoPoint> points, ToDoubleFunction<GeoPoint> axis) {
        double low = points.stream().mapToDouble(axis).min().orElse(0);
        return String.format(Locale.ROOT, "%.4f", low + span(points, axis) / 2);
    }
}
