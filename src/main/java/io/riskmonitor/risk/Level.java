package io.riskmonitor.risk;

/** A score's band: LOW below 20, MODERATE below 40, SUBSTANTIAL below 60, HIGH below 80, CRITICAL from there. */
public enum Level {
    LOW(0),
    MODERATE(20),
    SUBSTANTIAL(40),
    HIGH(60),
    CRITICAL(80);

    private final double from;

    Level(double from) {
        this.from = from;
    }

    /** The lowest score of the level, 0 to 100. */
    public double from() {
        return from;
    }

    /** @param score 0 to 100 */
    public static Level of(double score) {
        Level level = LOW;
        for (Level candidate : values()) {
            if (score >= candidate.from) {
                level = candidate;
            }
        }
        return level;
    }
}
