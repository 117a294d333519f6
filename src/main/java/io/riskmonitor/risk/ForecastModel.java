package io.riskmonitor.risk;

import io.riskmonitor.forecast.ForecastTerms;
import io.riskmonitor.forecast.Intensity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probability of at least one lethal incident or abduction in the days ahead, from a self-exciting intensity:
 * {@code 1 − exp(−Λ)}, {@code Λ = days·μ + Σ α_k·E_k·(h_k/ln 2)·(1 − 2^(−days/h_k))}, E_k the k-th decayed sum of events.
 *
 * @param intensity μ and α_k; without terms of a neighbourhood, as nearness is in E_k
 * @param fitted what it was fitted on; null if its parameters are set by hand, and then there is no interval
 */
public record ForecastModel(Intensity intensity, @Nullable String fitted) {
    /** Fewer events than this near a subject say too little of it: its forecast is then mostly what others taught. */
    private static final long ENOUGH_EVENTS = 10;

    public ForecastModel {
        if (!intensity.terms().nearHalfLives().isEmpty()) {
            throw new IllegalArgumentException("a forecast from hazards has no terms of a neighbourhood");
        }
    }

    /**
     * What is to come.
     *
     * @param low end of the 95 % interval that the parameters' uncertainty leaves; null where they are set by hand
     * @param high the other end
     * @param base the same had nothing ever happened there
     * @param enoughHistory whether what happened there says enough of it
     */
    public record Forecast(
            double probability,
            @Nullable Double low,
            @Nullable Double high,
            double base,
            boolean enoughHistory) {}

    /** Parameters set by hand. */
    public static ForecastModel provisional(Decay decay, double baseRate, List<Double> excitation) {
        List<Double> coefficients = new ArrayList<>(List.of(baseRate));
        coefficients.addAll(excitation);
        List<Double> none = Collections.nCopies(coefficients.size(), 0.0);
        return new ForecastModel(
                new Intensity(terms(decay), coefficients, Collections.nCopies(coefficients.size(), none)), null);
    }

    /** The terms that the states of subjects hold. */
    public static ForecastTerms terms(Decay decay) {
        return ForecastTerms.ofOwnEvents(
                decay.eventHalfLives().stream().map(Decay::days).toList());
    }

    public boolean isProvisional() {
        return fitted == null;
    }

    Forecast of(HazardState state, Instant at, int days, Decay decay) {
        double[] features = new double[intensity.terms().size()];
        features[0] = days;
        double base = Intensity.atLeastOne(intensity.expected(features));
        for (int k = 1; k < features.length; k++) {
            features[k] = state.eventSumAt(k - 1, at, decay)
                    * ForecastTerms.integralDays(
                            intensity.terms().ownHalfLives().get(k - 1), days);
        }
        Intensity.Probability p = intensity.probability(features);
        return new Forecast(
                p.value(),
                isProvisional() ? null : p.low(),
                isProvisional() ? null : p.high(),
                base,
                state.events() >= ENOUGH_EVENTS);
    }
}
