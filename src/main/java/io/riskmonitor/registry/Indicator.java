package io.riskmonitor.registry;

import org.jspecify.annotations.Nullable;

/**
 * One measured or assumed side of a project in a phase.
 *
 * @param value 0 to 1
 * @param source the citation behind the value; without one the indicator is an assumption
 * @param reason why this value
 */
public record Indicator(
        IndicatorKind kind, double value, @Nullable String source, String reason) {
    /** What an indicator is worth about which nothing is known. */
    public static final double UNKNOWN_VALUE = 0.5;

    public Indicator {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(kind + " " + value + " is not within 0..1");
        }
    }

    public static Indicator unknown(IndicatorKind kind) {
        return new Indicator(kind, UNKNOWN_VALUE, null, "no source: neither good nor bad is assumed");
    }

    public boolean isAssumption() {
        return source == null;
    }
}
