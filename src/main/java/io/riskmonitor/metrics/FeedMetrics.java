package io.riskmonitor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.riskmonitor.feed.IngestObserver;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the feeds brought. */
public final class FeedMetrics implements IngestObserver {
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();

    public FeedMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void revision(String source, String type) {
        Counter.builder("report.revisions")
                .description("Revisions appended to the log")
                .tags("source", source, "type", type)
                .register(registry)
                .increment();
    }

    @Override
    public void deadLetter(String source, String reason) {
        Counter.builder("dead.letters")
                .description("Rows refused")
                .tags("source", source, "reason", reason)
                .register(registry)
                .increment();
    }

    @Override
    public void finished(String source, Instant at) {
        lastSuccess
                .computeIfAbsent(source, name -> {
                    AtomicLong millis = new AtomicLong();
                    TimeGauge.builder("feed.last.success.timestamp", () -> millis, TimeUnit.MILLISECONDS)
                            .description("When a feed was last read to its end, seconds since 1970")
                            .tags(Tags.of("source", name))
                            .register(registry);
                    return millis;
                })
                .set(at.toEpochMilli());
    }
}
