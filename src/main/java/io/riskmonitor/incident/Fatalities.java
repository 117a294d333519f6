package io.riskmonitor.incident;

/** Deaths as the source counts them: lowest, best and highest estimate. */
public record Fatalities(int low, int best, int high) {
    public static final Fatalities NONE = new Fatalities(0, 0, 0);

    public Fatalities {
        if (low < 0 || best < low || high < best) {
            throw new IllegalArgumentException(
                    "fatalities low " + low + ", best " + best + ", high " + high + " are not in order");
        }
    }
}
