package io.riskmonitor.forecast;

/**
 * How good forecasts of yes or no were.
 *
 * @param auroc area under the receiver operating characteristic: P(a yes was ranked above a no), ties half
 * @param averagePrecision area under precision over recall as a step function, tied forecasts taken together
 * @param brier mean squared error of the probability
 * @param logScore mean of −ln of the probability given to what came, probabilities kept within {@value #EXTREME} of 0 and 1
 */
public record Skill(double auroc, double averagePrecision, double brier, double logScore) {
    /** No forecast is taken for surer than this: else one surprise after a forecast of 0 would cost infinity. */
    public static final double EXTREME = 1e-3;

    /** One figure of the four less another's; a positive difference of auroc and averagePrecision is better. */
    Skill minus(Skill other) {
        return new Skill(
                auroc - other.auroc,
                averagePrecision - other.averagePrecision,
                brier - other.brier,
                logScore - other.logScore);
    }
}
