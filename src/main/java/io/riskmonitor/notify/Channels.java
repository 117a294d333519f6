package io.riskmonitor.notify;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All ways out, each behind its gate. They outlive the outbox, which starts anew when the cluster fails it. */
public final class Channels implements AutoCloseable {
    private final Map<String, Gate> gates = new LinkedHashMap<>();
    private volatile DeliveryListener listener = DeliveryListener.NONE;

    public static Channels open(Subscriptions subscriptions, Clock clock) {
        return new Channels(
                subscriptions.channels().stream().map(spec -> spec.open(clock)).toList(), clock);
    }

    Channels(Collection<Channel> channels, Clock clock) {
        channels.forEach(channel -> gates.put(channel.name(), new Gate(channel, clock)));
    }

    public Set<String> names() {
        return gates.keySet();
    }

    /** Whether a channel's circuit breaker is open. */
    public boolean isDown(String name) {
        Gate gate = gates.get(name);
        return gate != null && gate.isDown();
    }

    public void listen(DeliveryListener wanted) {
        listener = wanted;
    }

    DeliveryListener listener() {
        return listener;
    }

    /** Null for a channel that the subscriptions no longer have. */
    @Nullable
    Gate gate(String name) {
        return gates.get(name);
    }

    @Override
    public void close() {
        gates.values().forEach(Gate::close);
    }
}
