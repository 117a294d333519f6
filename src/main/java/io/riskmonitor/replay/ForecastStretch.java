package io.riskmonitor.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive moments at which two runs forecast other than each other for a subject.
 *
 * @param widestAt the moment at which the forecasts are furthest apart; the two are of then
 * @param first null if the run forecasts nothing, or has no such subject
 */
public record ForecastStretch(
        String subject,
        Instant from,
        Instant to,
        int moments,
        Instant widestAt,
        @Nullable Forecast first,
        @Nullable Forecast second) {
    /**
     * Of at least one lethal incident or abduction in the next 30 days.
     *
     * @param probability 0 to 1
     * @param low lower end of its 95 % interval; null if there is too little to tell
     * @param baseRate what it would be had nothing happened; null if that is not told
     */
    public record Forecast(
            double probability,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double baseRate) {}

    private record Pair(
            Instant at, @Nullable Forecast first, @Nullable Forecast second) {
        double width() {
            return apart(first, second);
        }
    }

    /** The stretches of one subject, by time. */
    static List<ForecastStretch> between(String subject, RunFolder a, RunFolder b) {
        List<ForecastStretch> stretches = new ArrayList<>();
        List<Pair> open = new ArrayList<>();
        for (Instant moment : RunFolder.moments(subject, a, b)) {
            Pair pair = new Pair(moment, at(a, subject, moment), at(b, subject, moment));
            if (!Objects.equals(pair.first(), pair.second())) {
                open.add(pair);
            } else if (!open.isEmpty()) {
                stretches.add(of(subject, open));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            stretches.add(of(subject, open));
        }
        return stretches;
    }

    private static ForecastStretch of(String subject, List<Pair> pairs) {
        Pair widest = pairs.stream()
                .max(Comparator.comparingDouble(Pair::width).thenComparing(Pair::at, Comparator.reverseOrder()))
                .orElseThrow();
        return new ForecastStretch(
                subject,
                pairs.get(0).at(),
                pairs.get(pairs.size() - 1).at(),
                pairs.size(),
                widest.at(),
                widest.first(),
                widest.second());
    }

    /** What both say of a subject, for a chart. */
    static RunComparison.Curve curve(String subject, RunFolder a, RunFolder b) {
        SortedSet<Instant> moments = RunFolder.moments(subject, a, b);
        List<@Nullable Double> first = new ArrayList<>();
        List<@Nullable Double> second = new ArrayList<>();
        for (Instant moment : moments) {
            first.add(probability(at(a, subject, moment)));
            second.add(probability(at(b, subject, moment)));
        }
        return new RunComparison.Curve(subject, List.copyOf(moments), first, second);
    }

    double width() {
        return apart(first, second);
    }

    private static @Nullable Forecast at(RunFolder run, String subject, Instant moment) {
        RunFolder.Score score = run.scoreAt(subject, moment);
        return score == null ? null : score.forecast();
    }

    private static @Nullable Double probability(@Nullable Forecast forecast) {
        return forecast == null ? null : forecast.probability();
    }

    /** How far two forecasts are apart; one that is not there counts as 0. */
    private static double apart(@Nullable Forecast first, @Nullable Forecast second) {
        return Math.abs((first == null ? 0 : first.probability()) - (second == null ? 0 : second.probability()));
    }
}
