package io.riskmonitor.topic;

import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.Delivery;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.MatchInput;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;

/** The topics as code uses them, each with the types of its keys and values. */
public record MonitorTopics(
        Topic<String, Revision> reportRevisions,
        Topic<String, MatchInput> reportChanges,
        Topic<String, Incident> incidents,
        Topic<String, Project> projects,
        Topic<String, HazardInput> contributions,
        Topic<String, RiskScore> regionRisk,
        Topic<String, RiskScore> projectRisk,
        Topic<String, DeadLetter> deadLetters,
        Topic<String, Tick> ticks,
        Topic<String, FeedCursor> feedCursors,
        Topic<String, Alert> alerts,
        Topic<String, AlertAction> alertActions,
        Topic<String, Delivery> deliveries,
        Topic<String, AccessToken> accessTokens,
        Topic<String, AuditEntry> audit) {}
