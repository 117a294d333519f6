package io.riskmonitor.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of a history as each subject sees them: its own, and those around it. Immutable, ordered by time. */
public final class EventHistory {
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final List<String> subjects;
    private final List<Event> events;
    /** Moments of the events at home in each subject, epoch milliseconds, rising. */
    private final long[][] atHome;

    /**
     * One event.
     *
     * @param at when it was over, UTC
     * @param home the subject it happened in; null if in none
     * @param own P(it lies in a subject) by subject, those above 0
     * @param distanceKm km from subjects' borders by subject, those within reach
     */
    public record Event(Instant at, @Nullable String home, Map<String, Double> own, Map<String, Double> distanceKm) {
        public Event {
            own = Map.copyOf(own);
            distanceKm = Map.copyOf(distanceKm);
        }
    }

    /** @param subjects ids of all subjects that are forecast */
    public EventHistory(List<String> subjects, List<Event> events) {
        this.subjects = List.copyOf(subjects);
        this.events = events.stream().sorted(Comparator.comparing(Event::at)).toList();
        Map<String, List<Long>> moments = new HashMap<>();
        for (Event event : this.events) {
            if (event.home() != null) {
                moments.computeIfAbsent(event.home(), id -> new ArrayList<>())
                        .add(event.at().toEpochMilli());
            }
        }
        this.atHome = this.subjects.stream()
                .map(id -> moments.getOrDefault(id, List.of()).stream()
                        .mapToLong(Long::longValue)
                        .toArray())
                .toArray(long[][]::new);
    }

    public List<String> subjects() {
        return subjects;
    }

    public List<Event> events() {
        return events;
    }

    /** Only what had happened by a moment. */
    public EventHistory until(Instant moment) {
        return new EventHistory(
                subjects, events.stream().filter(e -> !e.at().isAfter(moment)).toList());
    }

    /** Events in each subject after {@code from} and up to {@code to}, in the subjects' order. */
    public int[] counts(Instant from, Instant to) {
        int[] counts = new int[subjects.size()];
        for (int s = 0; s < counts.length; s++) {
            counts[s] = upTo(atHome[s], to.toEpochMilli()) - upTo(atHome[s], from.toEpochMilli());
        }
        return counts;
    }

    /** How many of the rising moments are no later than one. */
    private static int upTo(long[] moments, long moment) {
        int low = 0;
        int high = moments.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (moments[middle] <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The features of every subject at each of some moments: what {@link Intensity} multiplies its coefficients with. Only
     * events up to the moment are in them.
     *
     * @param moments rising
     * @return by moment and subject
     */
    public double[][][] features(ForecastTerms terms, List<Instant> moments, double days) {
        double[] halfLives = halfLives(terms);
        int owns = terms.ownHalfLives().size();
        Map<String, Integer> index = index();
        double[][] sums = new double[subjects.size()][halfLives.length];
        double[][][] features = new double[moments.size()][][];
        double reached = Double.NEGATIVE_INFINITY;
        int next = 0;
        for (int m = 0; m < moments.size(); m++) {
            double now = day(moments.get(m));
            if (now < reached) {
                throw new IllegalArgumentException("moments do not rise at " + moments.get(m));
            }
            decay(sums, halfLives, now - reached);
            for (; next < events.size() && !events.get(next).at().isAfter(moments.get(m)); next++) {
                Event event = events.get(next);
                double age = now - day(event.at());
                event.own().forEach((id, p) -> add(sums, index.get(id), halfLives, 0, owns, age, p));
                event.distanceKm()
                        .forEach((id, km) -> add(
                                sums,
                                index.get(id),
                                halfLives,
                                owns,
                                halfLives.length,
                                age,
                                event.own().containsKey(id) ? 0 : terms.nearness(km)));
            }
            reached = now;
            features[m] = snapshot(sums, halfLives, days);
        }
        return features;
    }

    private static void add(
            double[][] sums, @Nullable Integer subject, double[] halfLives, int from, int to, double age, double w) {
        if (subject == null || w == 0) {
            return;
        }
        for (int k = from; k < to; k++) {
            sums[subject][k] += w * StrictMath.pow(2, -age / halfLives[k]);
        }
    }

    private static void decay(double[][] sums, double[] halfLives, double days) {
        if (!Double.isFinite(days)) {
            return;
        }
        for (int k = 0; k < halfLives.length; k++) {
            double left = StrictMath.pow(2, -days / halfLives[k]);
            for (double[] subject : sums) {
                subject[k] *= left;
            }
        }
    }

    private static double[][] snapshot(double[][] sums, double[] halfLives, double days) {
        double[][] all = new double[sums.length][];
        for (int s = 0; s < sums.length; s++) {
            double[] x = new double[halfLives.length + 1];
            x[0] = days;
            for (int k = 0; k < halfLives.length; k++) {
                x[k + 1] = sums[s][k] * ForecastTerms.integralDays(halfLives[k], days);
            }
            all[s] = x;
        }
        return all;
    }

    private static double[] halfLives(ForecastTerms terms) {
        List<Double> all = new ArrayList<>(terms.ownHalfLives());
        all.addAll(terms.nearHalfLives());
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Map<String, Integer> index() {
        Map<String, Integer> index = new HashMap<>();
        for (String subject : subjects) {
            index.put(subject, index.size());
        }
        return index;
    }

    private static double day(Instant at) {
        return at.toEpochMilli() / MILLIS_PER_DAY;
    }
}
