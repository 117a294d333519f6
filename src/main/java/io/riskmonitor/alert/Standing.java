package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.HazardTerm;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The contributions to a subject as they stand, a project's to all its sites. There may be hundreds of thousands. */
public interface Standing {
    /**
     * What one incident adds to one hazard.
     *
     * @param subject region/ID, project/ID/SITE or country/ID
     */
    record Entry(String subject, String incidentId, HazardTerm term) {}

    /** The sums of all that contributes to one region or one site. */
    HazardState hazard(String subject);

    /**
     * Shows one after another, the latest end first.
     *
     * @param upTo those that ended later are not shown; null for all
     * @param goOn false ends it
     */
    void latestFirst(@Nullable Instant upTo, Predicate<Entry> goOn);

    /** All that is known of what stands. */
    Contribution contribution(Entry entry);

    /** Those that weigh enough for a rule of incidents ({@link AlertRules#weighs}), of incidents that ended after a moment. */
    List<Contribution> weighty(Instant after);
}
