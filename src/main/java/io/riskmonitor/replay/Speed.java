package io.riskmonitor.replay;

import java.util.Locale;

/**
 * How fast simulated time passes.
 *
 * @param factor simulated seconds in a second of the wall clock; infinite for as fast as it goes
 */
public record Speed(double factor) {
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed is above 0");
        }
    }

    /**
     * Reads {@code max} or {@code x1000}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Speed parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("max")) {
            return MAX;
        }
        if (lower.matches("x\\d{1,12}(\\.\\d{1,6})?") && Double.parseDouble(lower.substring(1)) > 0) {
            return new Speed(Double.parseDouble(lower.substring(1)));
        }
        throw new IllegalArgumentException("'" + text + "' is no speed, such as max or x1000");
    }

    boolean isMax() {
        return Double.isInfinite(factor);
    }
}
