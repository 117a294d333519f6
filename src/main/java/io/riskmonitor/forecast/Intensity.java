package io.riskmonitor.forecast;

import java.util.List;

/**
 * A fitted intensity: one coefficient a term, in events a day, and how sure they are.
 *
 * @param coefficients μ, then α_k, then β_k of {@link ForecastTerms}, none below 0
 * @param covariance of the coefficients, from the observed information at the maximum
 */
public record Intensity(ForecastTerms terms, List<Double> coefficients, List<List<Double>> covariance) {
    private static final double Z_95 = 1.959964;

    public Intensity {
        coefficients = List.copyOf(coefficients);
        covariance = covariance.stream().map(List::copyOf).toList();
        if (coefficients.size() != terms.size()
                || covariance.size() != terms.size()
                || !coefficients.stream().allMatch(c -> c >= 0 && c < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("coefficients " + coefficients + " for " + terms.names());
        }
    }

    /** A probability with its 95 % interval, each 0 to 1. */
    public record Probability(double value, double low, double high) {}

    /** Λ: the events expected, given the features of {@link EventHistory}. */
    public double expected(double[] features) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += coefficients.get(i) * features[i];
        }
        return sum;
    }

    /** P(at least one event), and how far the parameters' uncertainty lets it range. */
    public Probability probability(double[] features) {
        double expected = expected(features);
        double variance = 0;
        for (int i = 0; i < features.length; i++) {
            for (int j = 0; j < features.length; j++) {
                variance += features[i] * covariance.get(i).get(j) * features[j];
            }
        }
        double half = Z_95 * StrictMath.sqrt(Math.max(0, variance));
        return new Probability(atLeastOne(expected), atLeastOne(expected - half), atLeastOne(expected + half));
    }

    /** {@code 1 − exp(−Λ)}. */
    public static double atLeastOne(double expected) {
        return -StrictMath.expm1(-Math.max(0, expected));
    }
}
