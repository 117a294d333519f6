package io.riskmonitor.replay;

import io.riskmonitor.incident.Revision;

/**
 * A revision as a file or a log has it.
 *
 * @param dated whether recordedAt is its source's or the log's own; otherwise it is the moment at which the file was read
 */
public record DatedRevision(Revision revision, boolean dated) {}
