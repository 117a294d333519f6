package io.riskmonitor.registry;

/** What a project is doing. */
public enum PhaseStatus {
    PLANNED,
    UNDER_CONSTRUCTION,
    OPERATIONAL,
    IDLE,
    SUSPENDED,
    CLOSED
}
