package io.riskmonitor.alert;

import io.riskmonitor.risk.Decay;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.HazardTerm;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The incidents that weigh most in the hazard of one site or region at a moment. They are looked for from the latest
 * backwards, for as long as what is left of the hazard could hold a weightier one; the others are known by their number and sum.
 */
final class Weightiest {
    /** Amounts are subtracted from a sum that was rounded otherwise: far above the error, far below any amount that is shown. */
    private static final double ROUNDING = 1e-9;

    private static final Comparator<Candidate> WEIGHTIEST_FIRST = Comparator.comparing(Candidate::amount)
            .reversed()
            .thenComparing(candidate -> candidate.entry().incidentId());

    private record Candidate(Standing.Entry entry, double amount) {}

    private final Standing standing;
    private final String subject;
    private final Decay decay;
    private final Instant at;
    private final PriorityQueue<Candidate> shown = new PriorityQueue<>(WEIGHTIEST_FIRST.reversed());
    private HazardState state;
    private double left = Double.NaN;

    /** @param subject a region, or a site of the project whose contributions stand */
    Weightiest(Standing standing, String subject, Decay decay, Instant at) {
        this.standing = standing;
        this.subject = subject;
        this.decay = decay;
        this.at = at;
        this.state = standing.hazard(subject);
    }

    Finding finding(Level level) {
        standing.latestFirst(null, entry -> !entry.subject().equals(subject) || take(entry));
        List<Finding.Weighed> inOrder = new ArrayList<>();
        double amounts = 0;
        List<Candidate> candidates = new ArrayList<>(shown);
        candidates.sort(WEIGHTIEST_FIRST);
        for (Candidate candidate : candidates) {
            inOrder.add(new Finding.Weighed(standing.contribution(candidate.entry()), candidate.amount()));
            amounts += candidate.amount();
        }
        long others = state.contributions() - inOrder.size();
        return Finding.of(level, inOrder, others, others == 0 ? 0 : Math.max(0, hazard() - amounts));
    }

    private boolean take(Standing.Entry entry) {
        HazardTerm term = entry.term();
        if (term.occurredTo().isAfter(at)) {
            state = state.minus(term, decay); // these come first
            return true;
        }
        if (Double.isNaN(left)) {
            left = hazard() * (1 + ROUNDING);
        }
        double amount = term.amplitude() * decay.remaining(term.occurredTo(), term.spanDays(), at);
        left -= amount;
        shown.add(new Candidate(entry, amount));
        if (shown.size() > Finding.MOST_SHOWN) {
            shown.remove();
        }
        return shown.size() < Finding.MOST_SHOWN || left >= shown.element().amount();
    }

    private double hazard() {
        double hazard = 0;
        for (int k = 0; k < decay.horizons(); k++) {
            hazard += decay.weight(k) * state.sumAt(k, at, decay);
        }
        return hazard;
    }
}
