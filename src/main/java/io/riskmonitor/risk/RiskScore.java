package io.riskmonitor.risk;

import io.riskmonitor.registry.PhaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a region or a project stands at a moment.
 *
 * @param subject {@code region/ID} or {@code project/ID}
 * @param asOf the moment, UTC
 * @param hazard decayed sum of contributions, of the worst site for a project
 * @param hazardByHorizon the hazard's parts by half-life, shortest first; they sum to it
 * @param hazardScore the hazard on 0 to 100
 * @param exposure 0 to 1, of the project's phase in force; null for a region
 * @param vulnerability 0 to 1, of the project's phase in force; null for a region
 * @param score 0 to 100: a region's hazard score, a project's risk; null if it is not known
 * @param level null if the score is not known
 * @param unknownBecause why the score is not known; null if it is
 * @param probability of a lethal incident or abduction in the next {@value RiskModel#FORECAST_DAYS} days, 0 to 1
 * @param baseProbability the same had nothing ever happened there
 * @param probabilityLow end of its 95 % interval; null while the parameters are set by hand
 * @param probabilityHigh the other end
 * @param enoughHistory whether enough has happened there for the forecast to be of this place; null in records of before
 *     forecasts were fitted
 * @param contributions how many incidents are in the hazard
 */
public record RiskScore(
        String subject,
        Instant asOf,
        double hazard,
        List<Double> hazardByHorizon,
        double hazardScore,
        @Nullable Double exposure,
        @Nullable Double vulnerability,
        @Nullable PhaseStatus phase,
        @Nullable String worstSite,
        @Nullable Double score,
        @Nullable Level level,
        @Nullable String unknownBecause,
        double probability,
        double baseProbability,
        @Nullable Double probabilityLow,
        @Nullable Double probabilityHigh,
        @Nullable Boolean enoughHistory,
        long contributions,
        String modelVersion) {
    /** What a score has to move by, in points, to be told again. */
    private static final double NOTICEABLE = 0.05;

    public RiskScore {
        hazardByHorizon = List.copyOf(hazardByHorizon);
        if ((score == null) != (level == null) || (score == null) == (unknownBecause == null)) {
            throw new IllegalArgumentException(
                    subject + ": score " + score + ", level " + level + ", unknown because " + unknownBecause);
        }
    }

    public Optional<Double> knownScore() {
        return Optional.ofNullable(score);
    }

    /**
     * Where a needed source is silent nothing is called low: the score is not known then.
     *
     * @param because why nothing may be called low; null if something may
     */
    public RiskScore unknownIfLow(@Nullable String because) {
        if (because == null || level != Level.LOW) {
            return this;
        }
        return new RiskScore(
                subject,
                asOf,
                hazard,
                hazardByHorizon,
                hazardScore,
                exposure,
                vulnerability,
                phase,
                worstSite,
                null,
                null,
                because,
                probability,
                baseProbability,
                probabilityLow,
                probabilityHigh,
                enoughHistory,
                contributions,
                modelVersion);
    }

    /** Whether someone who was told {@code other} should be told this one. */
    public boolean differsNoticeably(RiskScore other) {
        return level != other.level
                || phase != other.phase
                || contributions != other.contributions
                || !Objects.equals(worstSite, other.worstSite)
                || !Objects.equals(unknownBecause, other.unknownBecause)
                || !modelVersion.equals(other.modelVersion)
                || Math.abs(hazardScore - other.hazardScore) >= NOTICEABLE
                || (score != null && other.score != null && Math.abs(score - other.score) >= NOTICEABLE);
    }
}
