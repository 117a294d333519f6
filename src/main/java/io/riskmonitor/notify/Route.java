package io.riskmonitor.notify;

/**
 * A way to a recipient.
 *
 * @param channel its name
 * @param to the address within it; empty where the channel has one receiver
 */
public record Route(String channel, String to) {}
