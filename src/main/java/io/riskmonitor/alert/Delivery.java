package io.riskmonitor.alert;

import io.riskmonitor.risk.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in telling one recipient of one revision of an alert: what was decided, and what came of each attempt. The latest
 * step of a revision, recipient, channel and address is where that stands.
 *
 * @param messageKey idempotency key of the message; the entries of a bundle share one
 * @param alertId the alert, or {@code monitor/…} for a fault of the monitor's own
 * @param alertStatus the revision's status
 * @param level as it was told
 * @param partition of the alerts topic in which the revision stands; with {@code offset}, where its content is found
 * @param recipient the subscription
 * @param language code of the language
 * @param to the address within the channel; empty if it has one receiver
 * @param due when a bundle is sent; null for all other steps
 * @param attempt counted from 1; 0 for a decision
 * @param detail what the other side said, or the reason of a decision; empty if there is nothing to say
 */
public record Delivery(
        String messageKey,
        String alertId,
        int revision,
        AlertStatus alertStatus,
        Level level,
        int partition,
        long offset,
        String recipient,
        String language,
        String channel,
        String to,
        Step step,
        @Nullable Instant due,
        int attempt,
        Instant at,
        String detail) {
    /** What a step was. */
    public enum Step {
        /** Decided: a message of its own, at once. */
        PLANNED,
        /** Decided: together with others, when due. */
        BUNDLED,
        /** Decided: no message; the detail says why. */
        WITHHELD,
        /** An attempt failed; another follows. */
        FAILED,
        /** The other side has taken the message. */
        SENT,
        /** The other side has refused it for good. */
        REFUSED
    }

    /** Alert and recipient: the key of the topic. */
    public String key() {
        return alertId + "|" + recipient;
    }

    /** The next step of the same delivery. */
    public Delivery then(Step next, String message, int number, Instant when, String said) {
        return new Delivery(
                message,
                alertId,
                revision,
                alertStatus,
                level,
                partition,
                offset,
                recipient,
                language,
                channel,
                to,
                next,
                due,
                number,
                when,
                said);
    }
}
