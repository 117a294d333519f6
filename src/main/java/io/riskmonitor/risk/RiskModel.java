package io.riskmonitor.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole model, DESIGN section 6; read from {@code risk-model.yaml}.
 *
 * @param version what scores are signed with
 * @param regionHalfHazard hazard at which a region scores 50
 * @param siteHalfHazard hazard at which a site's hazard score is 50
 */
public record RiskModel(
        String version,
        SeverityModel severity,
        Decay decay,
        SpatialKernel kernel,
        AffinityModel affinity,
        double regionHalfHazard,
        double siteHalfHazard,
        ForecastModel regionForecast,
        ForecastModel siteForecast) {
    /** Days that the published forecast looks ahead. */
    public static final int FORECAST_DAYS = 30;

    public RiskModel {
        if (!(regionHalfHazard > 0) || !(siteHalfHazard > 0)) {
            throw new IllegalArgumentException(
                    "half-hazard " + regionHalfHazard + " (region), " + siteHalfHazard + " (site): not above 0");
        }
        if (!regionForecast.intensity().terms().equals(ForecastModel.terms(decay))
                || !siteForecast.intensity().terms().equals(ForecastModel.terms(decay))) {
            throw new IllegalArgumentException(
                    "forecasts are not of the half-lives at which events are remembered, " + decay.eventHalfLives());
        }
    }

    public HazardState nothing() {
        return HazardState.empty(decay);
    }

    /** {@code w_k·H_k} for each half-life; they sum to the hazard. */
    public List<Double> hazardByHorizon(HazardState state, Instant at) {
        List<Double> parts = new ArrayList<>(decay.horizons());
        for (int k = 0; k < decay.horizons(); k++) {
            parts.add(decay.weight(k) * state.sumAt(k, at, decay));
        }
        return parts;
    }

    /** {@code 100·(1 − 2^(−hazard/h½))}: 0 for none, 50 at the half-hazard, never quite 100. */
    public static double score(double hazard, double halfHazard) {
        return -100 * StrictMath.expm1(-hazard / halfHazard * StrictMath.log(2));
    }

    /** {@code 100·(H·E·V)^(1/3)}, the INFORM index's geometric mean. */
    public static double risk(double hazardScore, double exposure, double vulnerability) {
        return 100 * StrictMath.cbrt(hazardScore / 100 * exposure * vulnerability);
    }
}
