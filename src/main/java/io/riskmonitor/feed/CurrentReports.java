package io.riskmonitor.feed;

import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.util.Optional;
import java.util.function.Consumer;

/** The revisions that stand, as far as the topology has come. */
public interface CurrentReports {
    Optional<Revision> standing(ReportId id);

    /** Every report of a source with the revision that stands, retractions among them. */
    void ofSource(String source, Consumer<Revision> each);
}
