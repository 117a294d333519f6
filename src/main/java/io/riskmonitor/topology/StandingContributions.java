package io.riskmonitor.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.Move;
import io.riskmonitor.alert.Standing;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What stands of the subjects of a task. The few contributions that weigh enough for a rule of incidents are kept in memory
 * by the time they ended, for as long as a rule may hold by them and for the subjects that moved last: read from the store when
 * a subject is first asked for, and kept up by its moves from then on.
 */
final class StandingContributions {
    /** A subject has some dozens of them, a railway in a bad year some thousands, of a kilobyte each. */
    private static final int MOST_SUBJECTS = 200;

    private final KeyValueStore<String, Contribution> contributions;
    private final HazardTerms terms;
    private final KeyValueStore<String, HazardState> hazards;
    private final AlertRules rules;
    private final Duration memory;
    private final HazardState nothing;
    private final Cache<String, Weighty> bySubject =
            Caffeine.newBuilder().maximumSize(MOST_SUBJECTS).build();

    /** @param nothing the state of a subject to which nothing contributes */
    StandingContributions(
            KeyValueStore<String, Contribution> contributions,
            HazardTerms terms,
            KeyValueStore<String, HazardState> hazards,
            AlertRules rules,
            HazardState nothing) {
        this.contributions = contributions;
        this.terms = terms;
        this.hazards = hazards;
        this.rules = rules;
        this.memory = rules.longestMemory();
        this.nothing = nothing;
    }

    /** Takes note of a move; to be called for each, before anything is asked of its subject. */
    void moved(Move move) {
        Weighty known = bySubject.getIfPresent(move.subject());
        if (known != null) {
            known.exchange(move.before(), move.now());
            known.forget(move.at().minus(memory));
        }
    }

    /** @param owner a region's key, the country's, a project's */
    Standing of(String owner) {
        return new Standing() {
            @Override
            public HazardState hazard(String subject) {
                HazardState known = hazards.get(subject);
                return known == null ? nothing : known;
            }

            @Override
            public void latestFirst(@Nullable Instant upTo, Predicate<Entry> goOn) {
                terms.latestFirst(owner, upTo, goOn);
            }

            @Override
            public Contribution contribution(Entry entry) {
                return Objects.requireNonNull(
                        contributions.get(ContributionKey.of(entry.subject(), entry.incidentId())),
                        () -> entry + " is in the hazard and does not stand");
            }

            @Override
            public List<Contribution> weighty(Instant after) {
                Weighty known = bySubject.getIfPresent(owner);
                if (known == null || !known.knows(after)) {
                    // As far back as the rule with the longest memory may ask at this time.
                    known = read(this, after.minus(memory));
                    bySubject.put(owner, known);
                }
                return known.after(after);
            }
        };
    }

    private Weighty read(Standing standing, Instant after) {
        Weighty weighty = new Weighty(after);
        standing.latestFirst(null, entry -> {
            if (!entry.term().occurredTo().isAfter(after)) {
                return false;
            }
            if (rules.mayWeigh(entry.term())) {
                weighty.exchange(null, standing.contribution(entry));
            }
            return true;
        });
        return weighty;
    }

    /** The weighty contributions to one subject by time, and those of one time in the order of their keys. */
    private final class Weighty {
        private final NavigableMap<Instant, Map<String, Contribution>> byEnd = new TreeMap<>();
        private Instant forgotten;

        /** @param forgotten what ended no later is not known */
        Weighty(Instant forgotten) {
            this.forgotten = forgotten;
        }

        void exchange(@Nullable Contribution before, @Nullable Contribution now) {
            if (before != null) {
                byEnd.computeIfPresent(before.occurredTo(), (end, of) -> {
                    of.remove(ContributionKey.of(before.subject(), before.incidentId()));
                    return of.isEmpty() ? null : of;
                });
            }
            if (now != null && now.occurredTo().isAfter(forgotten) && rules.weighs(now)) {
                byEnd.computeIfAbsent(now.occurredTo(), end -> new TreeMap<>())
                        .put(ContributionKey.of(now.subject(), now.incidentId()), now);
            }
        }

        /** Lets go of what ended no later than a moment, so that years of it do not pile up. */
        void forget(Instant moment) {
            if (moment.isAfter(forgotten)) {
                byEnd.headMap(moment, true).clear();
                forgotten = moment;
            }
        }

        /** Whether all that ended after a moment is known here. */
        boolean knows(Instant moment) {
            return !moment.isBefore(forgotten);
        }

        List<Contribution> after(Instant moment) {
            List<Contribution> found = new ArrayList<>();
            byEnd.tailMap(moment, false).values().forEach(of -> found.addAll(of.values()));
            return found;
        }
    }
}
