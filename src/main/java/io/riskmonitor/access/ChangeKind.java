package io.riskmonitor.access;

/** What is recorded as a change. */
public enum ChangeKind {
    INCIDENTS_ENTERED,
    INCIDENT_RETRACTED,
    FILES_INGESTED,
    REGISTRY_PUBLISHED,
    ALERT_ACKNOWLEDGED,
    ALERT_DISPOSED,
    ALERT_COMMENTED,
    TOKEN_CREATED,
    TOKEN_REVOKED
}
