package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two runs over the same days side by side: what differs, when, and why.
 *
 * @param settings what the two were computed from, where it differs
 * @param stretches of differing scores, by subject and time
 * @param forecasts stretches of differing forecasts, by subject and time
 * @param alerts that only one has, or that became something else
 * @param curves the scores themselves of the subjects that differ most
 * @param forecastCurves the probabilities of the subjects whose forecasts differ most
 */
public record RunComparison(
        String first,
        String second,
        List<Setting> settings,
        List<Stretch> stretches,
        List<ForecastStretch> forecasts,
        List<AlertDifference> alerts,
        List<Curve> curves,
        List<Curve> forecastCurves) {
    private static final List<String> SPAN = List.of("from", "to", "tick");
    private static final List<String> SETTINGS = List.of(
            "version",
            "gitVersion",
            "asKnown",
            "assumedLags",
            "inputs",
            "without",
            "revisions",
            "revisionsSha256",
            "modelVersion",
            "decay",
            "modelAndRegionsSha256",
            "registrySha256",
            "alertRulesVersion",
            "alertRulesSha256");
    private static final int MOST_CAUSES = 5;
    private static final int MOST_CURVES = 12;
    /** Below this hazards differ by rounding only: those in the files are before decay. */
    private static final double NOTHING = 1e-9;

    /** A line of the manifests. */
    public record Setting(String what, String first, String second) {}

    /**
     * Consecutive moments at which a subject's scores or levels differ.
     *
     * @param levels at how many of the moments the levels differ
     * @param widestAt the moment at which the scores are furthest apart; the figures are of then
     * @param firstScore 0 to 100; null if the run does not know one, or has no such subject
     * @param causes incidents that make the hazards differ then, those that move most first; none if it is not the incidents
     */
    public record Stretch(
            String subject,
            Instant from,
            Instant to,
            int moments,
            int levels,
            Instant widestAt,
            @Nullable Double firstScore,
            @Nullable Double secondScore,
            String firstLevel,
            String secondLevel,
            List<Cause> causes) {
        double width() {
            return apart(firstScore, secondScore);
        }
    }

    /**
     * An incident that counts for other than in the other run.
     *
     * @param change {@code added} or {@code gone} in the second run, or with another weight
     * @param firstShare of the subject's hazard, 0 to 1
     */
    public record Cause(String incident, String change, double firstShare, double secondShare, double hazardChange) {}

    /**
     * An alert that differs.
     *
     * @param first what became of it in the first run; empty if it was not raised
     */
    public record AlertDifference(
            Instant raisedAt,
            String kind,
            String subject,
            String alert,
            String first,
            String second,
            List<String> incidentsAdded,
            List<String> incidentsGone,
            String headline) {}

    /** Scores or probabilities of a subject in both runs; null where not known. */
    public record Curve(
            String subject, List<Instant> at, List<@Nullable Double> first, List<@Nullable Double> second) {}

    /**
     * @throws InvalidFileException if a folder is not a run's, a table is broken, or the runs are of other days or ticks
     */
    public static RunComparison of(Path first, Path second) throws IOException {
        RunFolder a = RunFolder.read(first);
        RunFolder b = RunFolder.read(second);
        for (String key : SPAN) {
            if (!a.told(key).equals(b.told(key))) {
                throw new InvalidFileException("the runs are not of the same days: '" + key + "' is " + a.told(key)
                        + " in " + first + " and " + b.told(key) + " in " + second);
            }
        }
        SortedSet<String> subjects = new TreeSet<>(a.scores().keySet());
        subjects.addAll(b.scores().keySet());
        List<Stretch> stretches = new ArrayList<>();
        List<ForecastStretch> forecasts = new ArrayList<>();
        Map<String, Double> widest = new TreeMap<>();
        Map<String, Double> widestForecast = new TreeMap<>();
        for (String subject : subjects) {
            for (Stretch stretch : stretches(subject, a, b)) {
                stretches.add(stretch);
                widest.merge(subject, stretch.width(), Math::max);
            }
            for (ForecastStretch stretch : ForecastStretch.between(subject, a, b)) {
                forecasts.add(stretch);
                widestForecast.merge(subject, stretch.width(), Math::max);
            }
        }
        return new RunComparison(
                first.toString(),
                second.toString(),
                settings(a, b),
                stretches,
                forecasts,
                alerts(a, b),
                curves(widest, subject -> curve(subject, a, b)),
                curves(widestForecast, subject -> ForecastStretch.curve(subject, a, b)));
    }

    private static List<Curve> curves(Map<String, Double> widest, Function<String, Curve> curve) {
        return widest.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST_CURVES)
                .map(entry -> curve.apply(entry.getKey()))
                .toList();
    }

    /** How far two scores are apart; one that is not known counts as 0. */
    private static double apart(@Nullable Double first, @Nullable Double second) {
        return Math.abs((first == null ? 0 : first) - (second == null ? 0 : second));
    }

    private static List<Setting> settings(RunFolder a, RunFolder b) {
        return SETTINGS.stream()
                .filter(key -> !a.told(key).equals(b.told(key)))
                .map(key -> new Setting(key, a.told(key), b.told(key)))
                .toList();
    }

    private static List<Stretch> stretches(String subject, RunFolder a, RunFolder b) {
        List<Stretch> stretches = new ArrayList<>();
        List<Pair> open = new ArrayList<>();
        for (Instant moment : RunFolder.moments(subject, a, b)) {
            Pair pair = new Pair(moment, a.scoreAt(subject, moment), b.scoreAt(subject, moment));
            if (pair.differs()) {
                open.add(pair);
            } else if (!open.isEmpty()) {
                stretches.add(stretch(subject, open, a, b));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            stretches.add(stretch(subject, open, a, b));
        }
        return stretches;
    }

    private static Stretch stretch(String subject, List<Pair> pairs, RunFolder a, RunFolder b) {
        Pair widest = pairs.stream()
                .max(Comparator.comparingDouble(Pair::width)
                        .thenComparing(pair -> pair.levelsDiffer() ? 1 : 0)
                        .thenComparing(Pair::at, Comparator.reverseOrder()))
                .orElseThrow();
        return new Stretch(
                subject,
                pairs.get(0).at(),
                pairs.get(pairs.size() - 1).at(),
                pairs.size(),
                (int) pairs.stream().filter(Pair::levelsDiffer).count(),
                widest.at(),
                Pair.score(widest.first()),
                Pair.score(widest.second()),
                Pair.level(widest.first()),
                Pair.level(widest.second()),
                causes(widest, a, b));
    }

    private static List<Cause> causes(Pair pair, RunFolder a, RunFolder b) {
        Map<String, Double> before = hazards(a, pair.first(), pair.at());
        Map<String, Double> after = hazards(b, pair.second(), pair.at());
        double all = sum(before);
        double allAfter = sum(after);
        SortedSet<String> incidents = new TreeSet<>(before.keySet());
        incidents.addAll(after.keySet());
        return incidents.stream()
                .map(incident -> {
                    double was = before.getOrDefault(incident, 0.0);
                    double is = after.getOrDefault(incident, 0.0);
                    String change =
                            !before.containsKey(incident) ? "added" : after.containsKey(incident) ? "changed" : "gone";
                    return new Cause(
                            incident, change, all > 0 ? was / all : 0, allAfter > 0 ? is / allAfter : 0, is - was);
                })
                .filter(cause -> Math.abs(cause.hazardChange()) > NOTHING)
                .sorted(Comparator.comparingDouble((Cause cause) -> -Math.abs(cause.hazardChange()))
                        .thenComparing(Cause::incident))
                .limit(MOST_CAUSES)
                .toList();
    }

    private static Map<String, Double> hazards(RunFolder run, RunFolder.@Nullable Score score, Instant at) {
        return score == null ? Map.of() : run.hazards(score.place(), at);
    }

    private static double sum(Map<String, Double> hazards) {
        return hazards.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<AlertDifference> alerts(RunFolder a, RunFolder b) {
        SortedSet<String> ids = new TreeSet<>(a.alerts().keySet());
        ids.addAll(b.alerts().keySet());
        List<AlertDifference> differences = new ArrayList<>();
        for (String id : ids) {
            RunFolder.AlertState was = a.alerts().get(id);
            RunFolder.AlertState is = b.alerts().get(id);
            RunFolder.AlertState any = is == null ? Objects.requireNonNull(was) : is;
            if (!Objects.equals(was, is)) {
                SortedSet<String> added = evidence(is);
                added.removeAll(evidence(was));
                SortedSet<String> gone = evidence(was);
                gone.removeAll(evidence(is));
                differences.add(new AlertDifference(
                        any.raisedAt(),
                        any.kind(),
                        any.subject(),
                        id,
                        state(was),
                        state(is),
                        List.copyOf(added),
                        List.copyOf(gone),
                        any.headline()));
            }
        }
        differences.sort(Comparator.comparing(AlertDifference::raisedAt).thenComparing(AlertDifference::alert));
        return differences;
    }

    private static SortedSet<String> evidence(RunFolder.@Nullable AlertState alert) {
        return alert == null || alert.evidence().isEmpty()
                ? new TreeSet<>()
                : new TreeSet<>(List.of(alert.evidence().split(";", -1)));
    }

    private static String state(RunFolder.@Nullable AlertState alert) {
        return alert == null ? "" : alert.status() + " " + alert.level() + " at " + alert.updatedAt();
    }

    private static Curve curve(String subject, RunFolder a, RunFolder b) {
        List<Instant> at = List.copyOf(RunFolder.moments(subject, a, b));
        return new Curve(subject, at, curve(a, subject, at), curve(b, subject, at));
    }

    private static List<@Nullable Double> curve(RunFolder run, String subject, List<Instant> moments) {
        List<@Nullable Double> values = new ArrayList<>();
        moments.forEach(moment -> values.add(Pair.score(run.scoreAt(subject, moment))));
        return values;
    }

    /** What both runs say of a subject at a moment. */
    private record Pair(Instant at, RunFolder.@Nullable Score first, RunFolder.@Nullable Score second) {
        static @Nullable Double score(RunFolder.@Nullable Score score) {
            return score == null ? null : score.score();
        }

        /** Empty if there is no such subject. */
        static String level(RunFolder.@Nullable Score score) {
            return score == null ? "" : score.level().isEmpty() ? "UNKNOWN" : score.level();
        }

        boolean levelsDiffer() {
            return !level(first).equals(level(second));
        }

        boolean differs() {
            return levelsDiffer() || !Objects.equals(score(first), score(second));
        }

        double width() {
            return apart(score(first), score(second));
        }
    }
}
