package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardTerm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** PROXIMITY, CORRIDOR and TARGETED: each incident holds the condition for a while after it happened, or does not. */
record IncidentCondition(AlertRule rule) {
    /** What an incident weighs: severity times nearness, whose kernel has the uncertainty of the place in it. */
    static double amount(HazardTerm term) {
        return term.severity() * term.nearness();
    }

    boolean isMetBy(@Nullable Contribution c) {
        return c != null && mayBeMetBy(c.term()) && isInScope(c);
    }

    /** Whether it weighs enough, whatever it was aimed at. */
    boolean mayBeMetBy(HazardTerm term) {
        return amount(term) >= rule.raise();
    }

    /**
     * Whether what is new is slighter than all that the alert shows: one more among those that are only counted. They are
     * told with the next tick, as in a bad hour there are hundreds, and an alert with twenty incidents is long enough.
     */
    boolean isOnlyCounted(Move move, Alert live) {
        Contribution now = move.now();
        List<Evidence> shown = live.evidence();
        return move.before() == null
                && now != null
                && shown.size() == Finding.MOST_SHOWN
                && amount(now.term()) < shown.get(shown.size() - 1).amount();
    }

    private boolean isInScope(Contribution c) {
        return rule.kind() != AlertKind.TARGETED
                || rule.scope().projects().isEmpty()
                || c.account().projects().stream().anyMatch(rule.scope().projects()::contains);
    }

    Optional<Finding> at(List<Contribution> standing, Instant at) {
        Finding.Gathering gathering = new Finding.Gathering();
        for (Contribution c : standing) {
            if (isMetBy(c) && lastsAt(c.occurredTo(), at)) {
                gathering.add(c, amount(c.term()));
            }
        }
        return gathering.isEmpty() ? Optional.empty() : Optional.of(gathering.finding(rule.levelOf(gathering.most())));
    }

    /** What ended no later than this holds the condition at that moment no more. */
    Instant since(Instant moment) {
        return moment.minus(rule.lasts());
    }

    /** What is known of has happened, also where it comes before what was learnt earlier and time seems to step back. */
    boolean lastsAt(Instant occurredTo, Instant at) {
        return occurredTo.plus(rule.lasts()).isAfter(at);
    }

    /** Whether what stands now would have held the condition at any moment of a time. */
    boolean everHeld(Standing standing, Instant from, Instant to) {
        AtomicBoolean held = new AtomicBoolean();
        standing.latestFirst(to, entry -> {
            if (!lastsAt(entry.term().occurredTo(), from)) {
                return false; // nor does what ended earlier
            }
            held.set(mayBeMetBy(entry.term()) && isMetBy(standing.contribution(entry)));
            return !held.get();
        });
        return held.get();
    }
}
