package io.riskmonitor.notify;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All ways out, each behind its circuit breaker. They outlive the outbox, which starts anew when the cluster fails it. */
public final class Channels implements AutoCloseable {
    private final Map<String, GuardedChannel> guarded = new LinkedHashMap<>();
    private volatile DeliveryListener listener = DeliveryListener.NONE;

    public static Channels open(Subscriptions subscriptions, Clock clock) {
        return new Channels(
                subscriptions.channels().stream().map(spec -> spec.open(clock)).toList(), clock);
    }

    Channels(Collection<Channel> channels, Clock clock) {
        channels.forEach(channel -> guarded.put(channel.name(), new GuardedChannel(channel, clock)));
    }

    public Set<String> names() {
        return guarded.keySet();
    }

    /** Whether a channel's circuit breaker is open. */
    public boolean isDown(String name) {
        GuardedChannel channel = guarded.get(name);
        return channel != null && channel.isDown();
    }

    public void listen(DeliveryListener wanted) {
        listener = wanted;
    }

    DeliveryListener listener() {
        return listener;
    }

    /** Null for a channel that the subscriptions no longer have. */
    @Nullable
    GuardedChannel named(String name) {
        return guarded.get(name);
    }

    @Override
    public void close() {
        guarded.values().forEach(GuardedChannel::close);
    }
}
