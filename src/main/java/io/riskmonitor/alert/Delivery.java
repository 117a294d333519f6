package io.riskmonitor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to tell one person of one revision of an alert.
 *
 * @param channel the channel's name in the configuration
 * @param attempt from 1; 0 where nothing was tried yet
 * @param idempotencyKey the same for every attempt at the same message
 * @param detail what the channel answered, or why it was not sent; null if there is nothing to say
 */
public record Delivery(
        AlertId alertId,
        int alertRevision,
        String recipient,
        String channel,
        int attempt,
        Outcome outcome,
        Instant at,
        String idempotencyKey,
        @Nullable String detail) {
    public enum Outcome {
        /** The channel has taken it. */
        DELIVERED,
        /** It will be tried again. */
        FAILED,
        /** The channel will never take it. */
        REJECTED,
        /** It was tried for as long as makes sense. */
        ABANDONED,
        /** Kept for the recipient's digest. */
        BUNDLED,
        /** Kept until the recipient's quiet hours end. */
        HELD
    }
}
