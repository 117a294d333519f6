package io.riskmonitor.feed;

import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.util.Optional;
import java.util.function.Consumer;

/** The revisions that stand, as far as the topology has come. */
public interface CurrentReports {
    Optional<Revision> standing(ReportId id);

    /** Whether what stands of a report can be seen from here; where instances share the work, each sees its own part. */
    default boolean sees(ReportId id) {
        return true;
    }

    /** Every report of a source with the revision that stands, retractions among them. */
    void ofSource(String source, Consumer<Revision> each);
}
