package io.riskmonitor.incident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which reports are of one event. Its answer depends on the reports that stand, not on how they came.
 *
 * <p>Between any two sources reports are matched one to one: the likeliest pair first, then the likeliest of those that are left.
 * As all agree on what is likelier, that is the only stable matching there is (Gale and Shapley 1962), whoever proposes first; so
 * it can be mended from where something has changed, and comes out as if it had been made anew. Then each report joins the
 * most authoritative of its partners that joins nobody itself. An incident has one report of a source at most.
 */
public final class Matching {
    private final Standing standing;

    /** The reports that stand. */
    public interface Standing {
        @Nullable
        Matched get(ReportId id);

        /** Of a report that did not stand. */
        void add(Matched report);

        /** Keeps where a report belongs that stands. */
        void put(Matched report);

        void remove(Matched report);

        /** All sources that a report stands of; there may be more. */
        Set<String> sources();

        /** All reports of a source that may be like enough to one; there may be more. */
        Collection<Matched> near(Report report, String source);
    }

    /**
     * What becomes of incidents.
     *
     * @param told those that are new or may tell something else, by id
     * @param isNew ids of those told that were not before
     * @param gone ids of those that are no more
     */
    public record Change(Map<ReportId, Incident> told, Set<ReportId> isNew, Set<ReportId> gone) {
        static final Change NONE = new Change(Map.of(), Set.of(), Set.of());
    }

    /** A report that is to look for a partner in a source. */
    private record Search(ReportId seeker, String source) {}

    private record Candidate(Matched report, Preference preference) {}

    /** A pair's place in the order of all pairs between two sources: the likelier first, the ids where two are alike. */
    private record Preference(double likeness, ReportId first, ReportId second) implements Comparable<Preference> {
        private static final Comparator<Preference> ORDER = Comparator.comparingDouble(Preference::likeness)
                .reversed()
                .thenComparing(Preference::first)
                .thenComparing(Preference::second);

        static Preference of(Matched a, Matched b) {
            boolean inOrder = a.id().compareTo(b.id()) < 0;
            return new Preference(
                    Likeness.of(a.report(), b.report()), inOrder ? a.id() : b.id(), inOrder ? b.id() : a.id());
        }

        @Override
        public int compareTo(Preference other) {
            return ORDER.compare(this, other);
        }
    }

    public Matching(Standing standing) {
        this.standing = standing;
    }

    /** Takes a revision in; what has been superseded, or is known, changes nothing. */
    public Change take(Revision revision) {
        Matched before = standing.get(revision.id());
        if (before == null ? revision.isRetraction() : !revision.supersedes(before.revision())) {
            return Change.NONE;
        }
        Set<ReportId> touched = new TreeSet<>();
        Set<ReportId> stood = new TreeSet<>();
        Deque<Search> searches = new ArrayDeque<>();
        if (before != null) {
            stood.add(before.incident());
            before.partners().forEach((source, partner) -> {
                part(partner, revision.id().source());
                touched.add(partner);
                searches.add(new Search(partner, revision.id().source()));
            });
            standing.remove(before);
        }
        if (!revision.isRetraction()) {
            Matched now = Matched.alone(revision);
            standing.add(now);
            touched.add(now.id());
            for (String source : standing.sources()) {
                if (!source.equals(now.id().source())) {
                    searches.add(new Search(now.id(), source));
                }
            }
        }
        while (!searches.isEmpty()) {
            search(searches.remove(), searches, touched);
        }
        Set<ReportId> affected = affected(touched);
        affected.stream()
                .filter(id -> !id.equals(revision.id()))
                .map(id -> known(id).incident())
                .forEach(stood::add);
        return told(stood, settle(affected));
    }

    /**
     * Takes the best of those whom it prefers to whom it has and who prefer it to whom they have. Who is left so looks on;
     * meanwhile somebody may have come to it, so that it is asked whether there is better.
     */
    private void search(Search search, Deque<Search> searches, Set<ReportId> touched) {
        Matched seeker = known(search.seeker());
        String own = search.seeker().source();
        Optional<Candidate> best = standing.near(seeker.report(), search.source()).stream()
                .map(report -> new Candidate(report, Preference.of(seeker, report)))
                .filter(candidate -> candidate.preference().likeness() >= Likeness.THRESHOLD
                        && prefers(seeker, search.source(), candidate.preference())
                        && prefers(candidate.report(), own, candidate.preference()))
                .min(Comparator.comparing(Candidate::preference));
        if (best.isEmpty()) {
            return;
        }
        ReportId found = best.get().report().id();
        leave(search.seeker(), search.source(), searches, touched);
        leave(found, own, searches, touched);
        standing.put(known(found).with(own, search.seeker()));
        standing.put(known(search.seeker()).with(search.source(), found));
        touched.add(found);
        touched.add(search.seeker());
    }

    /** Whether a pair is better than the one that a report is in with that source; any is better than none. */
    private boolean prefers(Matched report, String source, Preference pair) {
        ReportId has = report.partners().get(source);
        return has == null || pair.compareTo(Preference.of(report, known(has))) < 0;
    }

    /** Whoever it has of that source has to look for another. */
    private void leave(ReportId id, String source, Deque<Search> searches, Set<ReportId> touched) {
        ReportId left = known(id).partners().get(source);
        if (left != null) {
            part(left, id.source());
            touched.add(left);
            searches.add(new Search(left, id.source()));
        }
    }

    private void part(ReportId id, String source) {
        standing.put(known(id).with(source, null));
    }

    /** The touched reports and all whose incident follows from theirs, the most authoritative first. */
    private Set<ReportId> affected(Set<ReportId> touched) {
        Set<ReportId> affected = new TreeSet<>(Authority.ORDER);
        Deque<ReportId> open = new ArrayDeque<>(touched);
        while (!open.isEmpty()) {
            ReportId id = open.remove();
            if (affected.add(id)) {
                known(id).partners().values().stream()
                        .filter(partner -> Authority.ORDER.compare(id, partner) < 0)
                        .forEach(open::add);
            }
        }
        return affected;
    }

    /** Finds anew which incident each is told in. By authority: those that a report may join have been asked before it. */
    private Set<ReportId> settle(Set<ReportId> affected) {
        Set<ReportId> incidents = new TreeSet<>();
        for (ReportId id : affected) {
            Matched report = known(id);
            ReportId incident = report.partners().values().stream()
                    .filter(partner -> Authority.ORDER.compare(partner, id) < 0)
                    .sorted(Authority.ORDER)
                    .filter(partner -> known(partner).incident().equals(partner))
                    .findFirst()
                    .orElse(id);
            incidents.add(incident);
            if (!incident.equals(report.incident())) {
                standing.put(report.in(incident));
            }
        }
        return incidents;
    }

    private Change told(Set<ReportId> stood, Set<ReportId> found) {
        Map<ReportId, Incident> told = new TreeMap<>();
        Set<ReportId> gone = new TreeSet<>();
        Set<ReportId> asked = new TreeSet<>(stood);
        asked.addAll(found);
        for (ReportId id : asked) {
            incident(id).ifPresentOrElse(incident -> told.put(id, incident), () -> gone.add(id));
        }
        Set<ReportId> isNew = new TreeSet<>(told.keySet());
        isNew.removeAll(stood);
        return new Change(told, isNew, gone);
    }

    /** The incident as it stands; none if the id is of no report that stands for one. */
    private Optional<Incident> incident(ReportId id) {
        List<Revision> revisions =
                reports(id, standing::get).stream().map(Matched::revision).toList();
        return revisions.isEmpty() ? Optional.empty() : Optional.of(Incident.of(revisions));
    }

    /**
     * The reports that an incident is told in, the most authoritative first.
     *
     * @param standing report by id, null if it does not stand
     * @return none if the id is of no report that stands for an incident
     */
    public static List<Matched> reports(ReportId incident, Function<ReportId, @Nullable Matched> standing) {
        Matched first = standing.apply(incident);
        if (first == null || !first.incident().equals(incident)) {
            return List.of();
        }
        List<Matched> reports = new ArrayList<>(List.of(first));
        first.partners().values().stream()
                .sorted(Authority.ORDER)
                .map(standing)
                .filter(partner -> partner != null && partner.incident().equals(incident))
                .forEach(reports::add);
        return reports;
    }

    private Matched known(ReportId id) {
        Matched report = standing.get(id);
        if (report == null) {
            throw new IllegalStateException("report " + id + " is matched and does not stand");
        }
        return report;
    }
}
