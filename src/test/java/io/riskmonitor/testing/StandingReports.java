package io.riskmonitor.testing;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Matched;
import io.riskmonitor.incident.Matching;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reports that stand in memory, without an index, and the incidents that matching has told of. */
public final class StandingReports implements Matching.Standing {
    private final Map<ReportId, Matched> reports = new HashMap<>();
    private final Matching matching = new Matching(this);
    private final Map<ReportId, Incident> incidents = new TreeMap<>();

    public Matching.Change take(Revision revision) {
        Matching.Change change = matching.take(revision);
        incidents.putAll(change.told());
        change.gone().forEach(incidents::remove);
        return change;
    }

    /** In the order given, but for what has been superseded by then, a retraction included: it never gets as far. */
    public StandingReports takeAll(Collection<Revision> revisions) {
        Map<ReportId, Revision> latest = new HashMap<>();
        for (Revision revision : revisions) {
            Revision known = latest.get(revision.id());
            if (known == null || revision.supersedes(known)) {
                latest.put(revision.id(), revision);
                take(revision);
            }
        }
        return this;
    }

    /** As told so far. */
    public Map<ReportId, Incident> incidents() {
        return Map.copyOf(incidents);
    }

    public Collection<Matched> reports() {
        return reports.values();
    }

    @Override
    public @Nullable Matched get(ReportId id) {
        return reports.get(id);
    }

    @Override
    public void add(Matched report) {
        if (reports.putIfAbsent(report.id(), report) != null) {
            throw new AssertionError(report.id() + " stands already");
        }
    }

    @Override
    public void put(Matched report) {
        if (reports.put(report.id(), report) == null) {
            throw new AssertionError(report.id() + " does not stand");
        }
    }

    @Override
    public void remove(Matched report) {
        if (!reports.remove(report.id(), report)) {
            throw new AssertionError(report + " is not what stands");
        }
    }

    @Override
    public Set<String> sources() {
        Set<String> sources = new HashSet<>();
        reports.keySet().forEach(id -> sources.add(id.source()));
        return sources;
    }

    @Override
    public Collection<Matched> near(Report report, String source) {
        return reports.values().stream()
                .filter(other -> other.id().source().equals(source))
                .toList();
    }
}
