package io.riskmonitor.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How an incident fades: {@code f(Δ) = Σ w_k · 2^(−Δ/h_k)}, DESIGN section 6.
 *
 * @param halfLives half-lives h_k, rising
 * @param weights weights w_k, summing to 1
 * @param eventHalfLives half-lives at which events are remembered for the forecast; they weigh nothing in the hazard
 */
public record Decay(List<Duration> halfLives, List<Double> weights, List<Duration> eventHalfLives) {
    private static final double LN_2 = StrictMath.log(2);
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    public Decay {
        halfLives = List.copyOf(halfLives);
        weights = List.copyOf(weights);
        eventHalfLives = List.copyOf(eventHalfLives);
        if (halfLives.isEmpty() || halfLives.size() != weights.size()) {
            throw new IllegalArgumentException(
                    halfLives.size() + " half-lives and " + weights.size() + " weights: one weight a half-life");
        }
        requireRising(halfLives);
        requireRising(eventHalfLives);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (weights.stream().anyMatch(w -> !(w >= 0)) || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("weights " + weights + " are not shares that sum to 1");
        }
    }

    private static void requireRising(List<Duration> halfLives) {
        for (int k = 0; k < halfLives.size(); k++) {
            if (halfLives.get(k).toMillis() <= 0 || (k > 0 && halfLives.get(k).compareTo(halfLives.get(k - 1)) <= 0)) {
                throw new IllegalArgumentException("half-lives " + halfLives + " do not rise from above zero");
            }
        }
    }

    /** Number of half-lives, K. */
    public int horizons() {
        return halfLives.size();
    }

    /** Half-life k in days. */
    public double halfLifeDays(int k) {
        return days(halfLives.get(k));
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
        return spanFactor(halfLives.get(k), spanDays) * StrictMath.pow(2, -age / halfLifeDays(k));
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
    static double spanFactor(Duration halfLife, double spanDays) {
        double x = spanDays / days(halfLife) * LN_2;
        return x < 1e-12 ? 1 : -StrictMath.expm1(-x) / x;
    }

    static double days(Duration duration) {
        return duration.toMillis() / MILLIS_PER_DAY;
    }
}
