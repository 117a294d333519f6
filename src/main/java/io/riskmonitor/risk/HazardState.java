package io.riskmonitor.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The state of one subject: for each half-life h_k the sum {@code H_k = Σ a_i · c_k · 2^((t_i − epoch)/h_k)}, and how many
 * contributions are in it.
 *
 * <p>The whole periods of {@code (t_i − epoch)/h_k} are powers of two, so they shift the exact sum and never round: order
 * does not matter, and {@link #minus} undoes {@link #plus} to the last bit. Decay is applied only when the state is read,
 * so a state needs no writing while nothing happens.
 */
public record HazardState(List<ExactSum> sums, long contributions) {
    public HazardState {
        sums = List.copyOf(sums);
    }

    public static HazardState empty(Decay decay) {
        return new HazardState(Collections.nCopies(decay.horizons(), ExactSum.ZERO), 0);
    }

    /** Whether nothing is in it; sums are exact, so nothing is left of what was taken out. */
    public boolean isEmpty() {
        return contributions == 0;
    }

    public HazardState plus(Contribution c, Decay decay) {
        List<ExactSum> next = new ArrayList<>(sums.size());
        for (int k = 0; k < sums.size(); k++) {
            next.add(sums.get(k).plus(term(k, c, decay)));
        }
        return new HazardState(next, contributions + 1);
    }

    public HazardState minus(Contribution c, Decay decay) {
        List<ExactSum> next = new ArrayList<>(sums.size());
        for (int k = 0; k < sums.size(); k++) {
            next.add(sums.get(k).minus(term(k, c, decay)));
        }
        return new HazardState(next, contributions - 1);
    }

    /** The k-th decayed sum H_k at a moment no earlier than any contribution in it. */
    public double sumAt(int k, Instant at, Decay decay) {
        long halfLife = decay.halfLives().get(k).toMillis();
        int periods = Math.toIntExact(Math.floorDiv(at.toEpochMilli(), halfLife));
        double rest = (double) Math.floorMod(at.toEpochMilli(), halfLife) / halfLife;
        return sums.get(k).scaledToDouble(-periods) * StrictMath.pow(2, -rest);
    }

    private static ExactSum term(int k, Contribution c, Decay decay) {
        long halfLife = decay.halfLives().get(k).toMillis();
        long t = c.occurredTo().toEpochMilli();
        int periods = Math.toIntExact(Math.floorDiv(t, halfLife));
        double rest = (double) Math.floorMod(t, halfLife) / halfLife;
        return ExactSum.of(c.amplitude() * decay.spanFactor(k, c.spanDays()) * StrictMath.pow(2, rest), periods);
    }
}
