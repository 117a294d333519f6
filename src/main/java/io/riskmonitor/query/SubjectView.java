package io.riskmonitor.query;

import io.riskmonitor.geo.Names;
import io.riskmonitor.registry.PhaseStatus;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskScore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region or project as people and scripts read it.
 *
 * @param kind {@code region} or {@code project}
 * @param score 0 to 100; null if not known
 * @param level null if not known
 * @param change score now less score 24 h before, points; null if either is not known or it was not asked for
 * @param hazardByHorizon parts of the hazard by half-life, shortest first
 * @param worstIncident the incident with the largest share; null if there is none or it was not asked for
 */
public record SubjectView(
        String kind,
        String id,
        Names names,
        @Nullable Sector sector,
        @Nullable String region,
        @Nullable Double score,
        @Nullable Level level,
        @Nullable String unknownBecause,
        @Nullable Double change,
        double hazard,
        List<Double> hazardByHorizon,
        double hazardScore,
        @Nullable Double exposure,
        @Nullable Double vulnerability,
        @Nullable PhaseStatus phase,
        @Nullable String worstSite,
        Forecast forecast,
        long contributions,
        @Nullable WorstIncident worstIncident,
        Instant asOf,
        String modelVersion) {
    /** The highest score first, what is not known last. */
    public static final Comparator<SubjectView> WORST_FIRST = Comparator.comparing(
                    (SubjectView s) -> s.score() == null ? -1.0 : s.score())
            .reversed()
            .thenComparing(SubjectView::id);

    /**
     * Probability of at least one lethal incident or abduction.
     *
     * @param days how far it looks ahead
     * @param low end of its 95 % interval; null while the parameters are set by hand
     * @param high the other end
     * @param baseRate the same had nothing ever happened there
     * @param enoughHistory whether what happened there says enough of it; if not, it is mostly what other places taught
     * @param provisional the parameters are set by hand, not yet fitted
     */
    public record Forecast(
            int days,
            double probability,
            @Nullable Double low,
            @Nullable Double high,
            double baseRate,
            boolean enoughHistory,
            boolean provisional) {}

    /** @param share of the hazard, 0 to 1 */
    public record WorstIncident(String id, String headline, double share) {}

    static SubjectView of(
            RiskScore score,
            String kind,
            String id,
            Names names,
            @Nullable Sector sector,
            @Nullable String region,
            Forecast forecast) {
        return new SubjectView(
                kind,
                id,
                names,
                sector,
                region,
                score.score(),
                score.level(),
                score.unknownBecause(),
                null,
                score.hazard(),
                score.hazardByHorizon(),
                score.hazardScore(),
                score.exposure(),
                score.vulnerability(),
                score.phase(),
                score.worstSite(),
                forecast,
                score.contributions(),
                null,
                score.asOf(),
                score.modelVersion());
    }

    SubjectView with(@Nullable Double change, @Nullable WorstIncident worst) {
        return new SubjectView(
                kind,
                id,
                names,
                sector,
                region,
                score,
                level,
                unknownBecause,
                change,
                hazard,
                hazardByHorizon,
                hazardScore,
                exposure,
                vulnerability,
                phase,
                worstSite,
                forecast,
                contributions,
                worst,
                asOf,
                modelVersion);
    }
}
