package io.riskmonitor.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.runtime.AlertDelivery;
import io.riskmonitor.runtime.DiskRoom;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.topic.TopicSpec;
import io.riskmonitor.topic.Topics;

/** All meters of a running monitor, as Prometheus reads them. */
public final class Exporter implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Monitor monitor;
    private final RiskMetrics risk;
    private final AlertMetrics alerts;
    private final FreshnessMetrics freshness;
    private final RegionMetrics regions;
    private final FeedMetrics feeds = new FeedMetrics(registry);
    private final LatencyMetrics latency = new LatencyMetrics(registry);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final KafkaStreamsMetrics streams;

    public Exporter(Monitor monitor) {
        this.monitor = monitor;
        this.risk = new RiskMetrics(
                monitor.queries(), monitor.world().model().decay().halfLives());
        this.streams = new KafkaStreamsMetrics(monitor.streams());
        this.alerts = new AlertMetrics(monitor.alerts().queries());
        this.freshness = new FreshnessMetrics(monitor.queries());
        this.regions = new RegionMetrics(monitor.incidents(), monitor.world().regions(), monitor.queries()::now);
        risk.bindTo(registry);
        regions.bindTo(registry);
        freshness.bindTo(registry);
        alerts.bindTo(registry);
        gc.bindTo(registry);
        streams.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        for (TopicSpec topic : Topics.load().all()) {
            FunctionCounter.builder("records.unreadable", monitor.unreadable(), records -> records.count(topic.name()))
                    .description("Records of a topic that could not be read and were passed over, since the start")
                    .tag("topic", topic.name())
                    .register(registry);
        }
        Gauge.builder("data.disk.free", monitor.room(), DiskRoom::freeBytes)
                .baseUnit(BaseUnits.BYTES)
                .description("Room left where the data lies")
                .register(registry);
        Gauge.builder("data.disk.full", monitor.room(), room -> room.isShort() ? 1 : 0)
                .description("1 where there is so little room that nothing is taken in and no time told, else 0")
                .register(registry);
        Gauge.builder("risk.time.simulated", monitor, m -> m.isOnWallClock() ? 0 : 1)
                .description("1 where time is simulated, and so are incidents, else 0")
                .register(registry);
        AlertDelivery delivery = monitor.delivery();
        if (delivery != null) {
            delivery.channels().listen(new DeliveryMetrics(registry, delivery.channels()));
        }
        monitor.scores().listen(latency);
        monitor.scores().listen(alerts);
    }

    /** The text of a scrape, scores and alerts read at this moment. One at a time: gauges are changed before they are read. */
    public synchronized String scrape() {
        risk.refresh();
        regions.refresh();
        alerts.refresh();
        freshness.refresh();
        return registry.scrape();
    }

    /** Counts what ingests bring. */
    public IngestObserver feeds() {
        return feeds;
    }

    @Override
    public void close() {
        monitor.scores().stopListening(latency);
        monitor.scores().stopListening(alerts);
        streams.close();
        gc.close();
        registry.close();
    }
}
