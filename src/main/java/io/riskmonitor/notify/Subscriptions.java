package io.riskmonitor.notify;

import java.util.List;
import java.util.Optional;

/**
 * Who is told what over which channel.
 *
 * @param operators who is told that a channel is down or a message was refused; best on different channels
 */
public record Subscriptions(List<ChannelSpec> channels, List<Subscription> subscriptions, List<Operator> operators) {
    /** Nobody is told anything. */
    public static final Subscriptions NONE = new Subscriptions(List.of(), List.of(), List.of());

    /** Somebody who looks after the monitor itself. */
    public record Operator(String id, Language language, Route route) {}

    public Subscriptions {
        channels = List.copyOf(channels);
        subscriptions = List.copyOf(subscriptions);
        operators = List.copyOf(operators);
    }

    /** Those roles that nobody has, in their order: what is passed on to them is told to no one. */
    public List<String> vacant(List<String> roles) {
        return roles.stream()
                .filter(role -> subscriptions.stream().noneMatch(s -> s.role().equals(role)))
                .toList();
    }

    public Optional<ChannelSpec> channel(String name) {
        return channels.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
