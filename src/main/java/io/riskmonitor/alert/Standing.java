package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import java.time.Instant;
import java.util.List;

/** The contributions to a subject as they stand, a project's to all its sites. */
public interface Standing {
    /** All of them; there may be many thousands. */
    List<Contribution> all();

    /** Those that weigh enough for a rule of incidents ({@link AlertRules#weighs}), of incidents that ended after a moment. */
    List<Contribution> weighty(Instant after);
}
