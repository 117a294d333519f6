package io.riskmonitor.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * What an intensity is made of: {@code Λ = N·μ + Σ α_k·E_k·I_k(N) + Σ β_k·S_k·I_k(N)}.
 *
 * <p>E_k is the decayed sum of the subject's own events at half-life h_k, S_k that of the events around it, each weighed
 * by {@code exp(−δ²/(2σ²))} of its distance δ from the subject, and {@code I_k(N) = h_k/ln 2·(1 − 2^(−N/h_k))} the days
 * of full strength still to come within N days. It is the self-exciting (Hawkes) intensity of DESIGN section 6 integrated
 * over the horizon, with the events of the neighbourhood as a second kind of excitation.
 *
 * @param ownHalfLives h_k of the subject's own events, days
 * @param nearHalfLives h_k of the events around it, days
 * @param sigmaKm reach σ of an event beyond the subject's border, km
 */
public record ForecastTerms(List<Double> ownHalfLives, List<Double> nearHalfLives, double sigmaKm) {
    /** Around a project: what lies within this is its own, km (DESIGN, section 6). */
    public static final double SITE_RADIUS_KM = 25;

    /**
     * Half-lives of a week, four weeks, half a year as in the decay of hazards, and two years for the ground that a group
     * holds; reach 50 km. Chosen on Mali's cercles up to May 2017 and on half-degree cells of Burkina Faso, 2018 to 2023,
     * among reaches of 20 to 100 km and long half-lives of one to four years, which differ little (MODEL.md).
     */
    public static final ForecastTerms STANDARD =
            new ForecastTerms(List.of(7.0, 28.0, 180.0, 720.0), List.of(28.0, 180.0, 720.0), 50);

    private static final double NO_NEIGHBOURHOOD_KM = 1;

    private static final double LN_2 = StrictMath.log(2);

    public ForecastTerms {
        ownHalfLives = List.copyOf(ownHalfLives);
        nearHalfLives = List.copyOf(nearHalfLives);
        if (ownHalfLives.isEmpty() || !(sigmaKm > 0) || !positive(ownHalfLives) || !positive(nearHalfLives)) {
            throw new IllegalArgumentException("forecast terms with half-lives " + ownHalfLives + " and "
                    + nearHalfLives + " days and a reach of " + sigmaKm + " km");
        }
    }

    /** A subject's own events alone. */
    public static ForecastTerms ofOwnEvents(List<Double> halfLives) {
        return new ForecastTerms(halfLives, List.of(), NO_NEIGHBOURHOOD_KM);
    }

    private static boolean positive(List<Double> halfLives) {
        return halfLives.stream().allMatch(h -> h > 0 && h < Double.POSITIVE_INFINITY);
    }

    /** Number of coefficients: the base rate, then own, then near. */
    public int size() {
        return 1 + ownHalfLives.size() + nearHalfLives.size();
    }

    /** How far an event may lie from a subject and still be near it, km: beyond, the weight is below 0.0012. */
    public double reachKm() {
        return nearHalfLives.isEmpty() ? 0 : 3.67 * sigmaKm;
    }

    /** Weight of an event at a distance from a subject's border, km. */
    public double nearness(double distanceKm) {
        return StrictMath.exp(-distanceKm * distanceKm / (2 * sigmaKm * sigmaKm));
    }

    /** Days of full strength within so many days of an amount that halves every {@code halfLife} days. */
    public static double integralDays(double halfLife, double days) {
        return -halfLife / LN_2 * StrictMath.expm1(-days / halfLife * LN_2);
    }

    /** The coefficients' names, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("base"));
        ownHalfLives.forEach(h -> names.add("own " + number(h) + " d"));
        nearHalfLives.forEach(h -> names.add("near " + number(h) + " d"));
        return names;
    }

    private static String number(double h) {
        return h == StrictMath.rint(h) ? String.valueOf((long) h) : String.valueOf(h);
    }
}
