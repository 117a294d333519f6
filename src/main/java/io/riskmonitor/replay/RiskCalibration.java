package io.riskmonitor.replay;

import io.riskmonitor.forecast.EventHistory;
import io.riskmonitor.forecast.FittedForecaster;
import io.riskmonitor.forecast.IntensityFit;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.ForecastModel;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fits the parameters of a risk model on a history: the forecasts, and the hazards at which levels begin. */
public final class RiskCalibration {
    /** A hazard scores 60, where HIGH begins, at so many half-hazards: log₂(1/0.4). */
    private static final double HALVES_TO_HIGH = StrictMath.log(1 / 0.4) / StrictMath.log(2);

    /** And 80, where CRITICAL begins: log₂(1/0.2). */
    private static final double HALVES_TO_CRITICAL = StrictMath.log(1 / 0.2) / StrictMath.log(2);

    /** HIGH is what is exceeded on so many of a hundred days. */
    private static final double HIGH_SHARE = 0.05;

    private final RiskModel model;
    private final RegionIndex regions;
    private final List<Project> registry;

    /**
     * Where levels begin.
     *
     * @param value the hazard that scores 50; not above 0 where days with any hazard are rarer than HIGH shall be
     * @param highShare of subject-days with a hazard above HIGH
     * @param criticalShare of subject-days with a hazard above CRITICAL
     */
    public record HalfHazard(double value, double highShare, double criticalShare, int subjectDays) {}

    /** All that was fitted. */
    public record Result(
            IntensityFit.Result regionForecast,
            IntensityFit.Result siteForecast,
            HalfHazard regionHalfHazard,
            HalfHazard siteHalfHazard) {}

    public RiskCalibration(RiskModel model, RegionIndex regions, List<Project> registry) {
        this.model = model;
        this.regions = regions;
        this.registry = List.copyOf(registry);
    }

    /**
     * Fits on what had happened by a moment.
     *
     * @param from levels are fitted on the days from here on; forecasts on all of the past, the recent counting more
     * @throws IllegalArgumentException if there is nothing to learn from
     */
    public Result fit(List<Incident> incidents, Instant from, Instant to) {
        List<Incident> past =
                incidents.stream().filter(i -> !i.occurredTo().isAfter(to)).toList();
        ContributionHistory history =
                ContributionHistory.of(past, new Attribution(model, regions), new SiteIndex(registry));
        return new Result(
                forecast(history.eventsIn(regions), to),
                forecast(history.eventsNear(registry), to),
                halfHazard(history, ContributionHistory.regionSubjects(regions), from, to),
                halfHazard(history, ContributionHistory.siteSubjects(registry), from, to));
    }

    private IntensityFit.Result forecast(EventHistory events, Instant to) {
        return FittedForecaster.of(ForecastModel.terms(model.decay())).fit(events, to, RiskModel.FORECAST_DAYS);
    }

    private HalfHazard halfHazard(ContributionHistory history, List<SubjectId> subjects, Instant from, Instant to) {
        double[] sorted =
                Arrays.stream(hazards(history, subjects, from, to)).sorted().toArray();
        double high = sorted[(int) Math.ceil((1 - HIGH_SHARE) * (sorted.length - 1))];
        double half = high / HALVES_TO_HIGH;
        return new HalfHazard(half, share(sorted, high), share(sorted, half * HALVES_TO_CRITICAL), sorted.length);
    }

    private static double share(double[] sorted, double above) {
        return (double) Arrays.stream(sorted).filter(h -> h > above).count() / sorted.length;
    }

    /** The hazard of each subject at the end of each day. */
    private double[] hazards(ContributionHistory history, List<SubjectId> subjects, Instant from, Instant to) {
        Map<SubjectId, List<Contribution>> bySubject = new HashMap<>();
        for (Contribution c : history.contributions()) {
            bySubject.computeIfAbsent(c.subject(), s -> new ArrayList<>()).add(c);
        }
        int days = Math.toIntExact(Duration.between(from, to).toDays());
        double[] hazards = new double[days * subjects.size()];
        int at = 0;
        for (SubjectId subject : subjects) {
            List<Contribution> all = bySubject.getOrDefault(subject, List.of());
            HazardState state = model.nothing();
            int next = 0;
            for (int d = 1; d <= days; d++) {
                Instant end = from.plus(Duration.ofDays(d));
                for (; next < all.size() && !all.get(next).occurredTo().isAfter(end); next++) {
                    state = state.plus(all.get(next).term(), model.decay());
                }
                hazards[at++] = model.hazardByHorizon(state, end).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
            }
        }
        return hazards;
    }
}
