package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The contributions to a subject as they stand, a project's to all its sites. */
public interface Standing {
    /** Shows each of them, in the order of their keys. There may be hundreds of thousands, more than fit in memory. */
    void forEach(Consumer<Contribution> each);

    /** Those that weigh enough for a rule of incidents ({@link AlertRules#weighs}), of incidents that ended after a moment. */
    List<Contribution> weighty(Instant after);
}
