package io.riskmonitor.access;

/** What can be allowed. Each HTTP route asks for one of these. */
public enum Permission {
    /** Scores, why they are so, incidents, alerts, the event stream and metrics. */
    READ,
    /** Enter, correct and retract incidents at the desk. */
    ENTER_INCIDENTS,
    /** Acknowledge, dispose of and comment on alerts. */
    ACT_ON_ALERTS,
    /** Run replays and backtests, which cost minutes of a processor. */
    REPLAY,
    /** Publish another registry of projects. */
    CHANGE_REGISTRY,
    /** Read who changed what. */
    READ_AUDIT,
    /** Create, list and revoke tokens. */
    ADMINISTER_TOKENS,
    /** Have the monitor read files of its own machine: for commands of the user who runs it, and for no role. */
    HAND_OVER
}
