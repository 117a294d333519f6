package io.riskmonitor.topic;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.HazardInput;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.Tick;

/** The topics that the topologies read and write. */
public record StreamTopics(
        Topic<String, Revision> reportRevisions,
        Topic<String, Incident> incidents,
        Topic<String, Project> projects,
        Topic<String, HazardInput> contributions,
        Topic<String, RiskScore> regionRisk,
        Topic<String, RiskScore> projectRisk,
        Topic<String, Tick> ticks) {}
