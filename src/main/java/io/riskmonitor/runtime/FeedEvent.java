package io.riskmonitor.runtime;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.serde.JsonText;

/**
 * A record of the followed topics.
 *
 * @param partition which of all followed partitions it stands in, from 0
 * @param offset where in it
 * @param value a score or an alert
 */
public record FeedEvent(int partition, long offset, Object value) {
    /** {@code score} or {@code alert}. */
    public String name() {
        return value instanceof Alert ? "alert" : "score";
    }

    public String json() {
        return JsonText.of(value);
    }
}
