package io.riskmonitor.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How an incident fades: {@code f(Δ) = Σ w_k · 2^(−Δ/h_k)}, DESIGN section 6.
 *
 * @param halfLives half-lives h_k, rising
 * @param weights weights w_k, summing to 1
 */
public record Decay(List<Duration> halfLives, List<Double> weights) {
    private static final double LN_2 = StrictMath.log(2);
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    public Decay {
        halfLives = List.copyOf(halfLives);
        weights = List.copyOf(weights);
        if (halfLives.isEmpty() || halfLives.size() != weights.size()) {
            throw new IllegalArgumentException(
                    halfLives.size() + " half-lives and " + weights.size() + " weights: one weight a half-life");
        }
        for (int k = 0; k < halfLives.size(); k++) {
            if (halfLives.get(k).toMillis() <= 0 || (k > 0 && halfLives.get(k).compareTo(halfLives.get(k - 1)) <= 0)) {
                throw new IllegalArgumentException("half-lives " + halfLives + " do not rise from above zero");
            }
        }
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (weights.stream().anyMatch(w -> !(w >= 0)) || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("weights " + weights + " are not shares that sum to 1");
        }
    }

    /** Number of half-lives, K. */
    public int horizons() {
        return halfLives.size();
    }

    /** Half-life k in days. */
    public double halfLifeDays(int k) {
        return halfLives.get(k).toMillis() / MILLIS_PER_DAY;
    }

    public double weight(int k) {
        return weights.get(k);
    }

    /**
     * Part of the weight that is left of an incident at a moment, for half-life k: {@code c_k · 2^(−Δ/h_k)}, where Δ runs
     * from the span's end and c_k averages over the span; 0 before the end.
     */
    public double remaining(int k, Instant occurredTo, double spanDays, Instant at) {
        if (at.isBefore(occurredTo)) {
            return 0;
        }
        double age = Duration.between(occurredTo, at).toMillis() / MILLIS_PER_DAY;
        return spanFactor(k, spanDays) * StrictMath.pow(2, -age / halfLifeDays(k));
    }

    /** The weighted sum of {@link #remaining} over all half-lives: f. */
    public double remaining(Instant occurredTo, double spanDays, Instant at) {
        double f = 0;
        for (int k = 0; k < horizons(); k++) {
            f += weight(k) * remaining(k, occurredTo, spanDays, at);
        }
        return f;
    }

    /**
     * Mean of {@code 2^(−x/h)} over a span of x in 0..spanDays: {@code h/(s·ln 2)·(1 − 2^(−s/h))}, 1 for a moment.
     */
    double spanFactor(int k, double spanDays) {
        double x = spanDays / halfLifeDays(k) * LN_2;
        return x < 1e-12 ? 1 : -StrictMath.expm1(-x) / x;
    }

    /**
     * Days of full strength still to come within a horizon from an amount decaying with half-life k:
     * {@code h/ln 2 · (1 − 2^(−days/h))}.
     */
    double integralDays(int k, double days) {
        double h = halfLifeDays(k);
        return -h / LN_2 * StrictMath.expm1(-days / h * LN_2);
    }
}
