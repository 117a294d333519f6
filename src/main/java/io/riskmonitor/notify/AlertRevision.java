package io.riskmonitor.notify;

import io.riskmonitor.alert.Alert;
import java.time.Instant;

/**
 * A revision of an alert where it stands in the log.
 *
 * @param written when it was written there
 */
public record AlertRevision(Alert alert, int partition, long offset, Instant written) {}
