package io.riskmonitor.testing;

import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.feed.DeskAdapter;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.feed.IngestSummary;
import io.riskmonitor.runtime.Monitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/** A whole monitor with its embedded broker in this JVM, on the wall clock; ticking fast, on few partitions, unless told otherwise. */
public final class LiveMonitor implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(200);

    /** Several, to show what one would hide, and no more: ticks cost their square. */
    private static final int PARTITIONS = 2;

    private final Monitor monitor;

    private record Text(String name, String text) implements Ingest.Input {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    public LiveMonitor(Path dataDir) {
        this(small(dataDir, TICK));
    }

    public LiveMonitor(MonitorConfig config) {
        this(config, Clock.systemUTC());
    }

    /** @param clock what it takes for the wall clock; the broker has the machine's */
    public LiveMonitor(MonitorConfig config, Clock clock) {
        this.monitor = Monitor.start(config, World.load(config), clock);
    }

    /** What is built in, on few partitions. */
    public static MonitorConfig small(Path dataDir, Duration tick) {
        return new MonitorConfig(dataDir, null, Map.of(), 0, tick, null, null, null, null, PARTITIONS, null);
    }

    /** @param registry a file of projects; null for what stands or the built-in one */
    public static MonitorConfig config(Path dataDir, Duration tick, @Nullable Path registry) {
        return new MonitorConfig(dataDir, null, Map.of(), 0, tick, registry, null, null, null);
    }

    public Monitor monitor() {
        return monitor;
    }

    /** What any client needs to reach the broker. */
    public Map<String, Object> clientProperties() {
        return new HashMap<>(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, monitor.bootstrapServers()));
    }

    /** Enters desk entries as JSON; returns once scores know them. */
    public IngestSummary enter(String json) throws IOException {
        IngestSummary summary = monitor.ingest(
                new DeskAdapter("desk"),
                List.of(new Text("entry", json)),
                new Ingest.Options(false, monitor.clock().instant(), "test", "json", rows -> {}),
                IngestObserver.NONE);
        monitor.settle();
        return summary;
    }

    /** The hazard of a region as it stands. */
    public double regionHazard(String id) {
        return regionHazardAt(id, null);
    }

    /** @param at null for now */
    public double regionHazardAt(String id, @Nullable Instant at) {
        return monitor.queries().regions(at).stream()
                .filter(region -> region.id().equals(id))
                .findFirst()
                .orElseThrow()
                .hazard();
    }

    @Override
    public void close() {
        monitor.close();
    }
}
