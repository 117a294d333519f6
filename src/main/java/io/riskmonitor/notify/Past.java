package io.riskmonitor.notify;

import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.List;

/** What the planner has to know of former deliveries. */
interface Past {
    /** Everybody for whom a message on the alert has been planned, one entry for each recipient and route. */
    List<Told> told(String alertId);

    /** How many messages of their own a recipient has had planned since a moment, on all routes; recalls are not counted. */
    int singlesSince(String recipient, Instant from);

    /**
     * Where a recipient stands with an alert.
     *
     * @param level the highest that has been told or is about to be
     * @param hasLeft whether any message may have reached the recipient; if not, all still wait in a bundle
     */
    record Told(String recipient, Language language, Route route, Level level, boolean hasLeft) {}
}
