package io.riskmonitor.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.riskmonitor.alert.AlertRules;
import io.riskmonitor.alert.Move;
import io.riskmonitor.alert.Standing;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
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
    private final AlertRules rules;
    private final Duration memory;
    private final Cache<String, Weighty> bySubject =
            Caffeine.newBuilder().maximumSize(MOST_SUBJECTS).build();

    StandingContributions(KeyValueStore<String, Contribution> contributions, AlertRules rules) {
        this.contributions = contributions;
        this.rules = rules;
        this.memory = rules.longestMemory();
    }

    /** Takes note of a move; to be called for each, before anything is asked of its subject. */
    void moved(Move move) {
        Weighty known = bySubject.getIfPresent(move.subject());
        if (known != null) {
            known.exchange(move.before(), move.now());
            known.forget(move.at().minus(memory));
        }
    }

    /** @param subject an owner's key: a region's, the country's, a project's */
    Standing of(String subject) {
        return new Standing() {
            @Override
            public void forEach(Consumer<Contribution> each) {
                scan(subject, each);
            }

            @Override
            public List<Contribution> weighty(Instant after) {
                Weighty known = bySubject.get(subject, StandingContributions.this::read);
                // Whether an alert of long ago ever held is asked when it is corrected, which is seldom.
                return known.knows(after) ? known.after(after) : read(subject).after(after);
            }
        };
    }

    private Weighty read(String subject) {
        Weighty weighty = new Weighty();
        scan(subject, c -> weighty.exchange(null, c));
        return weighty;
    }

    private void scan(String subject, Consumer<Contribution> each) {
        String prefix = SubjectId.Kind.PROJECT.ownerIn(subject).isPresent() ? subject + "/" : subject + "|";
        try (KeyValueIterator<String, Contribution> all =
                contributions.prefixScan(prefix, Serdes.String().serializer())) {
            while (all.hasNext()) {
                each.accept(all.next().value);
            }
        }
    }

    /** The weighty contributions to one subject by time, and those of one time in the order of their keys. */
    private final class Weighty {
        private final NavigableMap<Instant, Map<String, Contribution>> byEnd = new TreeMap<>();
        private Instant forgotten = Instant.MIN;

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
