package io.riskmonitor.risk;

import io.riskmonitor.registry.Dimension;
import io.riskmonitor.registry.Phase;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Turns the state of subjects into scores, at any moment. */
public final class RiskAssessment {
    private final RiskModel model;

    public RiskAssessment(RiskModel model) {
        this.model = model;
    }

    public RiskScore region(String regionId, HazardState state, Instant at) {
        double hazard = sum(state, at);
        double score = RiskModel.score(hazard, model.regionHalfHazard());
        ForecastModel.Forecast forecast = model.regionForecast().of(state, at, RiskModel.FORECAST_DAYS, model.decay());
        return new RiskScore(
                SubjectId.region(regionId).ownerKey(),
                at,
                hazard,
                model.hazardByHorizon(state, at),
                score,
                null,
                null,
                null,
                null,
                score,
                Level.of(score),
                null,
                forecast.probability(),
                forecast.base(),
                forecast.low(),
                forecast.high(),
                forecast.enoughHistory(),
                state.contributions(),
                model.version());
    }

    /**
     * A project takes its worst site: the first in the registry's order among those of the highest hazard.
     *
     * @param states the state of a site by its id
     */
    public RiskScore project(Project project, Function<String, HazardState> states, Instant at) {
        String worst = null;
        HazardState worstState = model.nothing();
        double worstHazard = -1;
        for (Site site : project.sites()) {
            HazardState state = states.apply(site.id());
            double hazard = sum(state, at);
            if (hazard > worstHazard) {
                worst = site.id();
                worstState = state;
                worstHazard = hazard;
            }
        }
        double hazard = Math.max(0, worstHazard);
        double hazardScore = RiskModel.score(hazard, model.siteHalfHazard());
        ForecastModel.Forecast forecast =
                model.siteForecast().of(worstState, at, RiskModel.FORECAST_DAYS, model.decay());
        Optional<Phase> phase = project.phaseAt(at);
        String unknownBecause = project.sites().isEmpty()
                ? "the registry has no place of it"
                : phase.isEmpty() ? "the registry has no phase of it at that time" : null;
        Double exposure = phase.map(p -> p.value(Dimension.EXPOSURE)).orElse(null);
        Double vulnerability = phase.map(p -> p.value(Dimension.VULNERABILITY)).orElse(null);
        Double score = unknownBecause != null || exposure == null || vulnerability == null
                ? null
                : RiskModel.risk(hazardScore, exposure, vulnerability);
        return new RiskScore(
                SubjectId.Kind.PROJECT.keyOf(project.id()),
                at,
                hazard,
                model.hazardByHorizon(worstState, at),
                hazardScore,
                exposure,
                vulnerability,
                phase.map(Phase::status).orElse(null),
                worst,
                score,
                score == null ? null : Level.of(score),
                unknownBecause,
                forecast.probability(),
                forecast.base(),
                forecast.low(),
                forecast.high(),
                forecast.enoughHistory(),
                worstState.contributions(),
                model.version());
    }

    private double sum(HazardState state, Instant at) {
        double hazard = 0;
        for (double part : model.hazardByHorizon(state, at)) {
            hazard += part;
        }
        return hazard;
    }
}
