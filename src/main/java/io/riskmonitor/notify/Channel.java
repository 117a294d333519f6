package io.riskmonitor.notify;

/**
 * A way out, spoken in its own protocol. A channel makes one attempt and says what came of it; waiting and trying again is
 * not its business.
 */
public interface Channel extends AutoCloseable {
    /** The name that the subscriptions file gives it. */
    String name();

    /**
     * Makes one attempt.
     *
     * @param to an address within the channel, such as a mailbox or a telephone number; empty where it has one receiver
     */
    Attempt send(Message message, String to);

    /** How many messages a minute the other side takes; 0 if it states no limit. */
    default int perMinute() {
        return 0;
    }

    /** How many alerts one message has room for; a longer digest becomes several. */
    default int mostAlerts() {
        return 100;
    }

    @Override
    default void close() {}
}
