package io.riskmonitor.alert;

/** Where an alert stands in its life. */
public enum AlertStatus {
    /** Raised, and nobody has said that they have seen it. */
    OPEN,
    /** New evidence came, or another level, since it was raised. */
    UPDATED,
    /** Somebody has taken it. */
    ACKNOWLEDGED,
    /** Nobody took it within its deadline: it went to the next role. */
    ESCALATED,
    /** The condition has passed. */
    CLOSED,
    /** By what is known now the condition never held. */
    RECALLED;

    /** Whether the condition still lasts. */
    public boolean isLive() {
        return this != CLOSED && this != RECALLED;
    }
}
