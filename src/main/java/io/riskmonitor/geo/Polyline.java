package io.riskmonitor.geo;

import java.util.ArrayList;
import java.util.List;

/**
 * A line on the ground through two points or more, such as a railway; straight in degrees between them.
 *
 * <p>Lengths are summed over pieces of at most a tenth of a degree, each in its own {@link LocalPlane}: within 0.01 % of
 * the geodesic length of those pieces, measured against GeographicLib.
 */
public record Polyline(List<GeoPoint> points) {
    private static final double LONGEST_PIECE_DEGREES = 0.1;

    /** @throws IllegalArgumentException if there are fewer than two points, or all are the same */
    public Polyline {
        points = List.copyOf(points);
        if (points.stream().distinct().count() < 2) {
            throw new IllegalArgumentException("a line of " + points.size() + " points has no length");
        }
    }

    /**
     * A piece of the line.
     *
     * @param fromKm where it starts, km along the line
     * @param toKm where it ends
     * @param points its two ends and the line's own points between them
     */
    public record Section(double fromKm, double toKm, List<GeoPoint> points) {
        public Section {
            points = List.copyOf(points);
        }
    }

    /** A point that the length is measured through: one of the line's own, or one put between two of them. */
    private record Station(GeoPoint point, double km, boolean own) {}

    public double lengthKm() {
        List<Station> stations = stations();
        return stations.get(stations.size() - 1).km();
    }

    /**
     * The line cut into sections of equal length, as few as stay within {@code longestKm}; the end of one is the start
     * of the next.
     *
     * @throws IllegalArgumentException if {@code longestKm} is not above zero
     */
    public List<Section> sections(double longestKm) {
        if (!(longestKm > 0)) {
            throw new IllegalArgumentException("sections of " + longestKm + " km cannot be cut");
        }
        List<Station> stations = stations();
        double length = stations.get(stations.size() - 1).km();
        int count = Math.max(1, (int) Math.ceil(length / longestKm - 1e-9));
        List<Section> sections = new ArrayList<>(count);
        List<GeoPoint> current = new ArrayList<>(List.of(points.get(0)));
        for (int i = 1; i < stations.size(); i++) {
            Station from = stations.get(i - 1);
            Station to = stations.get(i);
            double end = length * (sections.size() + 1) / count;
            while (sections.size() < count - 1 && to.km() >= end) {
                GeoPoint cut = along(from.point(), to.point(), (end - from.km()) / (to.km() - from.km()));
                append(current, cut);
                sections.add(new Section(length * sections.size() / count, end, current));
                current = new ArrayList<>(List.of(cut));
                end = length * (sections.size() + 1) / count;
            }
            if (to.own()) {
                append(current, to.point());
            }
        }
        sections.add(new Section(length * sections.size() / count, length, current));
        return List.copyOf(sections);
    }

    private List<Station> stations() {
        List<Station> stations = new ArrayList<>(List.of(new Station(points.get(0), 0, true)));
        double km = 0;
        for (int i = 1; i < points.size(); i++) {
            GeoPoint from = points.get(i - 1);
            GeoPoint to = points.get(i);
            double longest = Math.max(Math.abs(to.lat() - from.lat()), Math.abs(to.lon() - from.lon()));
            int pieces = Math.max(1, (int) Math.ceil(longest / LONGEST_PIECE_DEGREES));
            GeoPoint start = from;
            for (int k = 1; k <= pieces; k++) {
                GeoPoint end = along(from, to, (double) k / pieces);
                LocalPlane plane = new LocalPlane(start);
                km += StrictMath.hypot(plane.x(end), plane.y(end));
                stations.add(new Station(end, km, k == pieces));
                start = end;
            }
        }
        return stations;
    }

    private static void append(List<GeoPoint> line, GeoPoint next) {
        if (!line.get(line.size() - 1).equals(next)) {
            line.add(next);
        }
    }

    private static GeoPoint along(GeoPoint from, GeoPoint to, double share) {
        return share >= 1
                ? to
                : new GeoPoint(
                        from.lat() + share * (to.lat() - from.lat()), from.lon() + share * (to.lon() - from.lon()));
    }
}
