package io.riskmonitor.replay;

import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Report;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a replay is told and when: as it was known at each moment, or as it is known today. */
public enum Knowledge {
    /** Only revisions recorded by then exist. Those that do not say when they were get their source's lag. */
    AS_KNOWN {
        @Override
        public Told tell(Collection<DatedRevision> log) {
            List<Revision> revisions = new ArrayList<>();
            Map<ReportId, Revision> undated = new LinkedHashMap<>();
            for (DatedRevision entry : log) {
                if (entry.dated()) {
                    revisions.add(entry.revision());
                } else {
                    undated.put(entry.revision().id(), entry.revision()); // of one report the last row counts
                }
            }
            Map<String, Assumed> assumed = new TreeMap<>();
            for (Revision revision : undated.values()) {
                Report body = revision.body();
                if (body == null) {
                    revisions.add(revision); // nobody can say since when: it is known now
                    continue;
                }
                String source = revision.id().source();
                Duration lag = ReportingLags.of(source);
                revisions.add(at(body.occurredTo().plus(lag), revision, body));
                assumed.merge(source, new Assumed(lag, 1), (a, b) -> new Assumed(lag, a.revisions() + 1));
            }
            return new Told(revisions, assumed);
        }
    },
    /** The latest revision of each report, from the end of its incident on. */
    LATEST {
        @Override
        public Told tell(Collection<DatedRevision> log) {
            Map<ReportId, DatedRevision> latest = new LinkedHashMap<>();
            for (DatedRevision entry : log) {
                latest.merge(entry.revision().id(), entry, Knowledge::later);
            }
            List<Revision> revisions = new ArrayList<>();
            for (DatedRevision entry : latest.values()) {
                Report body = entry.revision().body();
                if (body != null) {
                    revisions.add(at(Incident.of(entry.revision()).occurredTo(), entry.revision(), body));
                }
            }
            return new Told(revisions, Map.of());
        }
    };

    /** How many revisions of a source were taken to be known a lag after their incident. */
    public record Assumed(Duration lag, long revisions) {}

    /**
     * Revisions, each with the moment of the replay from which it is known.
     *
     * @param revisions by that moment, then by id: the order does not tell in what order they were read
     * @param assumed by source
     */
    public record Told(List<Revision> revisions, Map<String, Assumed> assumed) {
        private static final Comparator<Revision> ORDER = Comparator.comparing(Revision::recordedAt)
                .thenComparing(Revision::id)
                .thenComparing(Revision::toString);

        public Told {
            revisions = revisions.stream().sorted(ORDER).distinct().toList();
            assumed = Map.copyOf(assumed);
        }

        /** Only what is known by a moment. */
        public Told by(Instant moment) {
            return new Told(
                    revisions.stream()
                            .filter(revision -> !revision.recordedAt().isAfter(moment))
                            .toList(),
                    assumed);
        }
    }

    /** Whatever order they are given in. */
    public abstract Told tell(Collection<DatedRevision> log);

    /** Rows of a file that do not say when they were recorded stand in the order of their versions. */
    private static DatedRevision later(DatedRevision first, DatedRevision second) {
        boolean bothUndated = !first.dated() && !second.dated();
        return bothUndated || second.revision().supersedes(first.revision()) ? second : first;
    }

    private static Revision at(Instant known, Revision revision, @Nullable Report body) {
        return new Revision(revision.id(), known, revision.recordedBy(), body);
    }
}
