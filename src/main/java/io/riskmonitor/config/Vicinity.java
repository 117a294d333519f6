package io.riskmonitor.config;

/** Mali with a degree around it: a place outside is most often latitude and longitude swapped. */
public final class Vicinity {
    private static final double SOUTH = 9;
    private static final double NORTH = 26;
    private static final double WEST = -13.5;
    private static final double EAST = 5.5;

    private Vicinity() {}

    static boolean contains(double lat, double lon) {
        return lat >= SOUTH && lat <= NORTH && lon >= WEST && lon <= EAST;
    }

    /** Whether the place is far away, and would not be the other way round. */
    public static boolean looksSwapped(double lat, double lon) {
        return !contains(lat, lon) && contains(lon, lat);
    }
}
