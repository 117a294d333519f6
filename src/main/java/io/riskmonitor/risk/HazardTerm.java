package io.riskmonitor.risk;

import java.time.Instant;

/**
 * What of a contribution is in its subject's hazard, and nothing of what explains it.
 *
 * @param occurredTo end of the incident's span, UTC; it decays from here
 * @param spanDays length of that span, days
 * @param severity s, DESIGN section 6
 * @param affinity A, at least 1
 * @param nearness g, 0 to 1
 * @param eventful whether it counts as an event of the forecast
 */
public record HazardTerm(
        Instant occurredTo, double spanDays, double severity, double affinity, double nearness, boolean eventful) {
    /** s·A·g, before decay. */
    public double amplitude() {
        return severity * affinity * nearness;
    }
}
