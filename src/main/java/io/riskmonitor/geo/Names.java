package io.riskmonitor.geo;

/** The name of a place or project in the three languages of the users. */
public record Names(String en, String fr, String zh) {
    public Names {
        if (en.isBlank() || fr.isBlank() || zh.isBlank()) {
            throw new IllegalArgumentException("a name is missing: en '" + en + "', fr '" + fr + "', zh '" + zh + "'");
        }
    }
}
