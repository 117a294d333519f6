package io.riskmonitor.risk;

import io.riskmonitor.incident.Revision;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as it stands from now on, or its retraction.
 *
 * @param counted subject to a fingerprint of what is counted for the report already, where a release that matched nothing has
 *     counted it; null otherwise
 */
public record ReportChange(Revision revision, @Nullable Map<String, Long> counted) implements MatchInput {
    public ReportChange {
        counted = counted == null ? null : Map.copyOf(counted);
    }

    public static ReportChange of(Revision revision) {
        return new ReportChange(revision, null);
    }
}
