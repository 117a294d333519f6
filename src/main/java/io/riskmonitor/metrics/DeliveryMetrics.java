package io.riskmonitor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskmonitor.notify.Channels;
import io.riskmonitor.notify.DeliveryListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How telling people of alerts fares, by channel. Each outcome stands at 0 first, as a rate has to begin somewhere. */
final class DeliveryMetrics implements DeliveryListener {
    private final MeterRegistry registry;
    private final Timer timer;
    private final Map<String, AtomicInteger> used = new ConcurrentHashMap<>();

    DeliveryMetrics(MeterRegistry registry, Channels channels) {
        this.registry = registry;
        this.timer = Timer.builder("alert.delivery")
                .description("From writing an alert's revision to a channel taking the message of its own on it")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1))
                .register(registry);
        for (String channel : channels.names()) {
            for (Outcome outcome : Outcome.values()) {
                attempts(channel, outcome);
            }
            Gauge.builder("alert.channel.down", channels, c -> c.isDown(channel) ? 1 : 0)
                    .description("1 while a channel's circuit breaker is open, else 0")
                    .tag("channel", channel)
                    .register(registry);
        }
    }

    private Counter attempts(String channel, Outcome outcome) {
        return Counter.builder("alert.deliveries")
                .description("Attempts to send a message, by what came of them")
                .tags("channel", channel, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    public void attempted(String channel, Outcome outcome) {
        attempts(channel, outcome).increment();
    }

    @Override
    public void told(Duration sinceRevision) {
        timer.record(sinceRevision.isNegative() ? Duration.ZERO : sinceRevision);
    }

    /** Every instance knows it of all recipients, so take the maximum over instances. */
    @Override
    public void budget(String recipient, int messages, int perWeek) {
        used.computeIfAbsent(recipient, id -> {
                    AtomicInteger count = new AtomicInteger();
                    Gauge.builder("alert.budget.used", count, AtomicInteger::get)
                            .description(
                                    "Messages of their own that a recipient was meant to get in the last seven days")
                            .tag("recipient", id)
                            .register(registry);
                    Gauge.builder("alert.budget.messages", () -> perWeek)
                            .description("How many of them a recipient puts up with in seven days")
                            .tag("recipient", id)
                            .register(registry);
                    return count;
                })
                .set(messages);
    }
}
