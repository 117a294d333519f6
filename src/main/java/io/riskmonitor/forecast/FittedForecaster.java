package io.riskmonitor.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forecast that is being judged: an intensity fitted anew, every so often, on what lies before the origin. */
public final class FittedForecaster implements Forecaster {
    /** Two years: conflicts in the Sahel have spread and changed hands at about that pace. */
    private static final double FORGET_DAYS = 730;

    private static final Duration REFIT_EVERY = Duration.ofDays(90);
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final ForecastTerms terms;
    private final double forgetDays;
    private final Duration refitEvery;
    private @Nullable Instant fittedAt;
    private IntensityFit.@Nullable Result fit;

    /**
     * @param forgetDays a past window counts half after so many days
     * @param refitEvery how long a fit is kept
     */
    FittedForecaster(ForecastTerms terms, double forgetDays, Duration refitEvery) {
        this.terms = terms;
        this.forgetDays = forgetDays;
        this.refitEvery = refitEvery;
    }

    /** With the terms, the memory and the pace of refitting that the monitor uses. */
    public static FittedForecaster standard() {
        return of(ForecastTerms.STANDARD);
    }

    /** With other terms, but the same memory and pace. */
    public static FittedForecaster of(ForecastTerms terms) {
        return new FittedForecaster(terms, FORGET_DAYS, REFIT_EVERY);
    }

    @Override
    public String name() {
        return "forecast";
    }

    /** @throws IllegalArgumentException if the past is too short or too quiet to learn from */
    @Override
    public double[] forecast(EventHistory past, Instant origin, int horizonDays) {
        IntensityFit.Result current = fit;
        if (current == null || fittedAt == null || !origin.isBefore(fittedAt.plus(refitEvery))) {
            current = fit(past, origin, horizonDays);
            fit = current;
            fittedAt = origin;
        }
        double[][] features = past.features(terms, List.of(origin), horizonDays)[0];
        double[] forecasts = new double[features.length];
        for (int s = 0; s < features.length; s++) {
            forecasts[s] = Intensity.atLeastOne(current.intensity().expected(features[s]));
        }
        return forecasts;
    }

    /**
     * Fits on the windows of that length that end one after the other at the origin, back to the first event.
     *
     * @throws IllegalArgumentException if there are none with an event, or none without
     */
    public IntensityFit.Result fit(EventHistory past, Instant origin, int horizonDays) {
        Duration horizon = Duration.ofDays(horizonDays);
        List<Instant> starts = new ArrayList<>();
        if (!past.events().isEmpty()) {
            Instant first = past.events().get(0).at();
            for (Instant start = origin.minus(horizon); start.isAfter(first); start = start.minus(horizon)) {
                starts.add(start);
            }
        }
        Collections.reverse(starts);
        double[][][] features = past.features(terms, starts, horizonDays);
        List<IntensityFit.Window> windows = new ArrayList<>();
        for (int m = 0; m < starts.size(); m++) {
            Instant end = starts.get(m).plus(horizon);
            int[] counts = past.counts(starts.get(m), end);
            double daysAgo = Duration.between(end, origin).toMillis() / MILLIS_PER_DAY;
            for (int s = 0; s < counts.length; s++) {
                windows.add(new IntensityFit.Window(
                        features[m][s], counts[s] > 0, IntensityFit.weight(daysAgo, forgetDays)));
            }
        }
        return new IntensityFit(terms).fit(windows);
    }
}
