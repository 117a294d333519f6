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

    public double lengthKm() {
        double km = 0;
        for (int i = 1; i < points.size(); i++) {
            km += edgeKm(points.get(i - 1), points.get(i));
        }
        return km;
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
        double length = lengthKm();
        int count = Math.max(1, (int) Math.ceil(length / longestKm - 1e-9));
        List<Section> sections = new ArrayList<>(count);
        List<GeoPoint> current = new ArrayList<>(List.of(points.get(0)));
        double done = 0;
        for (int i = 1; i < points.size(); i++) {
            GeoPoint from = points.get(i - 1);
            GeoPoint to = points.get(i);
            double edge = edgeKm(from, to);
            while (sections.size() < count - 1 && done + edge >= cut(sections.size() + 1, count, length)) {
                GeoPoint end = along(from, to, (cut(sections.size() + 1, count, length) - done) / edge);
                append(current, end);
                sections.add(section(sections.size(), count, length, current));
                current = new ArrayList<>(List.of(end));
            }
            append(current, to);
            done += edge;
        }
        sections.add(section(sections.size(), count, length, current));
        return List.copyOf(sections);
    }

    private static Section section(int index, int count, double length, List<GeoPoint> points) {
        return new Section(cut(index, count, length), cut(index + 1, count, length), points);
    }

    private static double cut(int index, int count, double length) {
        return length * index / count;
    }

    private static void append(List<GeoPoint> line, GeoPoint next) {
        if (!line.get(line.size() - 1).equals(next)) {
            line.add(next);
        }
    }

    private static double edgeKm(GeoPoint from, GeoPoint to) {
        double longest = Math.max(Math.abs(to.lat() - from.lat()), Math.abs(to.lon() - from.lon()));
        int pieces = Math.max(1, (int) Math.ceil(longest / LONGEST_PIECE_DEGREES));
        double km = 0;
        GeoPoint start = from;
        for (int i = 1; i <= pieces; i++) {
            GeoPoint end = along(from, to, (double) i / pieces);
            LocalPlane plane = new LocalPlane(start);
            km += StrictMath.hypot(plane.x(end), plane.y(end));
            start = end;
        }
        return km;
    }

    private static GeoPoint along(GeoPoint from, GeoPoint to, double share) {
        double t = Math.max(0, Math.min(1, share));
        if (t == 1) {
            return to;
        }
        return new GeoPoint(from.lat() + t * (to.lat() - from.lat()), from.lon() + t * (to.lon() - from.lon()));
    }
}
