package io.riskmonitor.incident;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.LocalPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How much likelier two reports are of one event than of two: a log-likelihood ratio, the same whichever comes first.
 *
 * <p>What is seen is the distance in time and place, the types, the deaths and the actors. Under "one event" time and place
 * differ by what both sources do not know of them; under "two events" the other source's report could lie anywhere, with
 * the density of reports in a bad year. So a report known only to a region or a month is never near enough by
 * itself: its density is spread thin. Weights and figures: MATCHING.md.
 */
public final class Likeness {
    /** From here on two reports are taken for one event. */
    public static final double THRESHOLD = 2.4;
    /** Middles of spans further apart are never compared, days. */
    public static final double MOST_DAYS = 8;
    /** Places further apart in either coordinate are never compared, degrees. */
    public static final double MOST_DEGREES = 1;

    /** Beyond their spans two sources are not further apart than this on the day of one event. */
    private static final double MOST_DAYS_APART = 3;
    /** One standard deviation of what two sources differ by on the day, days. */
    private static final double DAYS = 1.3;
    /**
     * Of the variance of independent places: two sources read the same gazetteer, and most of what they do not know of
     * the place they do not know in common.
     */
    private static final double UNSHARED_VARIANCE = 0.25;
    /** No two sources agree better than this where both call a place exact, km. */
    private static final double LEAST_KM = 5;
    /** Reports of one source a day and km² where it is bad: 1.5 a day over 300,000 km². */
    private static final double DENSITY = 5e-6;
    /** How far counts of deaths of one event differ: mean of the difference of ln(1 + n). */
    private static final double COUNTS = 0.28;

    private static final double BOTH_NONE = 0.5;
    /** More dead than that no source passes over as a rule. */
    private static final int PASSED_OVER = 2;

    private static final double ONE_NONE = -0.7;
    private static final double BOTH_DAYS = 0.2;
    private static final double BOTH_SPANS = 1.1;
    private static final double DAY_AND_SPAN = -0.9;
    private static final double ALL_ACTORS = StrictMath.log(0.9 / 0.25);
    private static final double ONE_ACTOR = StrictMath.log(0.9 / 0.45);
    private static final double OTHER_ACTORS = StrictMath.log(0.3);
    private static final double SAME_TYPE = StrictMath.log(1.6);
    private static final double SAME_FAMILY = StrictMath.log(0.4);
    private static final double OTHER_FAMILY = StrictMath.log(0.02);

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private enum Family {
        VIOLENCE,
        UNREST,
        PRESSURE,
        UNTOLD
    }

    private static final Map<IncidentType, Family> FAMILIES = families();

    private Likeness() {}

    private static Map<IncidentType, Family> families() {
        Map<IncidentType, Family> families = new EnumMap<>(IncidentType.class);
        for (IncidentType type : IncidentType.values()) {
            families.put(
                    type,
                    switch (type) {
                        case PROTEST, RIOT, POLITICAL_CRISIS -> Family.UNREST;
                        case BLOCKADE, THREAT -> Family.PRESSURE;
                        case OTHER -> Family.UNTOLD;
                        default -> Family.VIOLENCE;
                    });
        }
        return Map.copyOf(families);
    }

    /** Above {@link #THRESHOLD} if they are taken for one event; the same to the bit for (b, a). */
    public static double of(Report a, Report b) {
        double spanA = spanDays(a);
        double spanB = spanDays(b);
        double days = Math.abs(middle(a) - middle(b)) / MILLIS_PER_DAY;
        if (!isComparable(a, b) || days > MOST_DAYS_APART + (spanA + spanB) / 2) {
            return Double.NEGATIVE_INFINITY;
        }
        return ofTime(days, spanA, spanB)
                + ofSpans(spanA > 0, spanB > 0)
                + ofPlace(a.location(), b.location())
                - StrictMath.log(DENSITY)
                + ofDeaths(a.fatalities().best(), b.fatalities().best())
                + ofActors(ActorNames.keys(a.actors()), ActorNames.keys(b.actors()))
                + ofTypes(a.type(), b.type());
    }

    /** Whether they lie within the reach of the index; only such are ever matched. */
    private static boolean isComparable(Report a, Report b) {
        GeoPoint p = a.location().point();
        GeoPoint q = b.location().point();
        return !a.id().source().equals(b.id().source())
                && Math.abs(middle(a) - middle(b)) <= MOST_DAYS * MILLIS_PER_DAY
                && Math.abs(p.lat() - q.lat()) <= MOST_DEGREES
                && Math.abs(p.lon() - q.lon()) <= MOST_DEGREES;
    }

    /** The middle of its span, epoch milliseconds. */
    public static double middle(Report report) {
        return (report.occurredFrom().toEpochMilli() + report.occurredTo().toEpochMilli()) / 2.0;
    }

    /** Beyond the day itself: a source that says "on that day" and one that says "at noon" know the same. */
    private static double spanDays(Report report) {
        Instant from = report.occurredFrom();
        return Math.max(0, Duration.between(from, report.occurredTo()).toMillis() / MILLIS_PER_DAY - 1);
    }

    private static double ofTime(double days, double spanA, double spanB) {
        double variance = DAYS * DAYS + (spanA * spanA + spanB * spanB) / 12;
        return -days * days / (2 * variance) - 0.5 * StrictMath.log(2 * StrictMath.PI * variance);
    }

    /** Who knows the day of an event only as one of several, does so because it is not known, or because it lasted. */
    private static double ofSpans(boolean a, boolean b) {
        if (a != b) {
            return DAY_AND_SPAN;
        }
        return a ? BOTH_SPANS : BOTH_DAYS;
    }

    private static double ofPlace(Location a, Location b) {
        GeoPoint p = a.point();
        GeoPoint q = b.point();
        LocalPlane plane = new LocalPlane(new GeoPoint((p.lat() + q.lat()) / 2, (p.lon() + q.lon()) / 2));
        double x = plane.x(p) - plane.x(q);
        double y = plane.y(p) - plane.y(q);
        double variance = Math.max(
                UNSHARED_VARIANCE * (a.uncertaintyKm() * a.uncertaintyKm() + b.uncertaintyKm() * b.uncertaintyKm()),
                LEAST_KM * LEAST_KM);
        return -(x * x + y * y) / (2 * variance) - StrictMath.log(2 * StrictMath.PI * variance);
    }

    /**
     * Counts of one event differ by a Laplace distribution of their logarithms; those of two are drawn from the
     * exponential one that they have. A count of none may be a source that does not count, and says little.
     */
    private static double ofDeaths(int a, int b) {
        if (a == 0 || b == 0) {
            return a == b ? BOTH_NONE : Math.max(a, b) > PASSED_OVER ? ONE_NONE : 0;
        }
        double x = StrictMath.log1p(a);
        double y = StrictMath.log1p(b);
        return -Math.abs(x - y) / COUNTS - StrictMath.log(2 * COUNTS) + (x + y) / 2 - StrictMath.log(2);
    }

    private static double ofActors(Set<String> a, Set<String> b) {
        int fewer = Math.min(a.size(), b.size());
        if (fewer == 0) {
            return 0;
        }
        long shared = a.stream().filter(b::contains).count();
        if (shared < fewer) {
            return OTHER_ACTORS;
        }
        return shared > 1 ? ALL_ACTORS : ONE_ACTOR;
    }

    private static double ofTypes(IncidentType a, IncidentType b) {
        if (a == b) {
            return SAME_TYPE;
        }
        Family one = FAMILIES.getOrDefault(a, Family.UNTOLD);
        Family other = FAMILIES.getOrDefault(b, Family.UNTOLD);
        if (one == Family.UNTOLD || other == Family.UNTOLD) {
            return 0;
        }
        return one == other ? SAME_FAMILY : OTHER_FAMILY;
    }
}
