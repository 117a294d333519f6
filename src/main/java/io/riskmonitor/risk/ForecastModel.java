package io.riskmonitor.risk;

import java.time.Instant;
import java.util.List;

/**
 * Probability of at least one lethal incident or abduction in the days ahead, from a self-exciting intensity:
 * {@code 1 − exp(−Λ)}, {@code Λ = days·μ + Σ α_k·H_k·(h_k/ln 2)·(1 − 2^(−days/h_k))}.
 *
 * @param baseRate μ, events a day where nothing has happened
 * @param excitation α_k, events a day for each unit of the k-th decayed sum
 * @param provisional whether the parameters are set by hand and not yet fitted on history
 */
public record ForecastModel(double baseRate, List<Double> excitation, boolean provisional) {
    public ForecastModel {
        excitation = List.copyOf(excitation);
        if (!isRate(baseRate) || !excitation.stream().allMatch(ForecastModel::isRate)) {
            throw new IllegalArgumentException("forecast with base rate " + baseRate + ", excitation " + excitation);
        }
    }

    private static boolean isRate(double rate) {
        return rate >= 0 && rate < Double.POSITIVE_INFINITY;
    }

    public double probability(HazardState state, Instant at, double days, Decay decay) {
        double expected = days * baseRate;
        for (int k = 0; k < decay.horizons(); k++) {
            expected += excitation.get(k) * state.sumAt(k, at, decay) * decay.integralDays(k, days);
        }
        return -StrictMath.expm1(-expected);
    }

    /** The same if nothing had ever happened there. */
    public double baseProbability(double days) {
        return -StrictMath.expm1(-days * baseRate);
    }
}
