package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.risk.Decay;
import io.riskmonitor.serde.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run has left in its folder.
 *
 * @param manifest as JSON
 * @param scores by subject, then by moment
 * @param alerts each at its last revision, by id
 * @param parts what incidents add, by region or site, in the order in which it was learnt
 */
record RunFolder(
        Path folder,
        Map<?, ?> manifest,
        Decay decay,
        Map<String, TreeMap<Instant, Score>> scores,
        Map<String, AlertState> alerts,
        Map<String, List<Part>> parts) {
    /**
     * @param score null if it is not known
     * @param place the region or site whose incidents make it up
     * @param forecast null if none is told
     */
    record Score(
            Instant asOf,
            String subject,
            @Nullable Double score,
            String level,
            String place,
            ForecastStretch.@Nullable Forecast forecast) {}

    record AlertState(
            String alert,
            String kind,
            String subject,
            Instant raisedAt,
            Instant updatedAt,
            String status,
            String level,
            String evidence,
            String headline) {}

    /** @param amplitude before decay; of no meaning where it no longer counts */
    record Part(
            Instant knownAt,
            String place,
            String incident,
            boolean counts,
            Instant occurredTo,
            double spanDays,
            double amplitude,
            String headline) {}

    /** @throws InvalidFileException if the folder is not one that a run has left whole */
    static RunFolder read(Path folder) throws IOException {
        Path file = folder.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            throw new InvalidFileException(folder + " is no folder of a run: it has no manifest.json");
        }
        Map<?, ?> manifest;
        Decay decay;
        try {
            manifest = JsonText.read(Files.readString(file), Map.class);
            decay = decay(manifest);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFileException(file + " is no manifest of a run: " + e.getMessage(), e);
        }
        Map<String, TreeMap<Instant, Score>> scores = new TreeMap<>();
        RunTable.read(folder.resolve("scores.csv"), RunFolder::score)
                .forEach(score -> scores.computeIfAbsent(score.subject(), subject -> new TreeMap<>())
                        .put(score.asOf(), score));
        Map<String, AlertState> alerts = new TreeMap<>();
        RunTable.read(folder.resolve("alerts.csv"), RunFolder::alert)
                .forEach(alert -> alerts.put(alert.alert(), alert));
        Map<String, List<Part>> parts = new HashMap<>();
        RunTable.read(folder.resolve("contributions.csv"), RunFolder::part).stream()
                .sorted(Comparator.comparing(Part::knownAt))
                .forEach(part -> parts.computeIfAbsent(part.place(), place -> new ArrayList<>())
                        .add(part));
        return new RunFolder(folder, manifest, decay, scores, alerts, parts);
    }

    private static Decay decay(Map<?, ?> manifest) {
        if (manifest.get("decay") instanceof Map<?, ?> decay
                && decay.get("halfLives") instanceof List<?> halfLives
                && decay.get("weights") instanceof List<?> weights) {
            return new Decay(
                    halfLives.stream()
                            .map(h -> Duration.parse(String.valueOf(h)))
                            .toList(),
                    weights.stream().map(w -> Double.valueOf(String.valueOf(w))).toList(),
                    List.of());
        }
        throw new IllegalArgumentException("it does not say how incidents fade, as 'decay'");
    }

    private static Score score(RunTable.Row row) {
        String site = row.text("worstSite");
        String subject = row.text("subject");
        return new Score(
                row.moment("asOf"),
                subject,
                row.optionalNumber("score"),
                row.text("level"),
                site.isEmpty() ? subject : subject + "/" + site,
                forecast(row));
    }

    private static ForecastStretch.@Nullable Forecast forecast(RunTable.Row row) {
        Double probability = row.optionalNumber("probability");
        return probability == null
                ? null
                : new ForecastStretch.Forecast(
                        probability,
                        row.optionalNumber("probabilityLow"),
                        row.optionalNumber("probabilityHigh"),
                        row.optionalNumber("baseProbability"));
    }

    private static AlertState alert(RunTable.Row row) {
        return new AlertState(
                row.text("alert"),
                row.text("kind"),
                row.text("subject"),
                row.moment("raisedAt"),
                row.moment("updatedAt"),
                row.text("status"),
                row.text("level"),
                row.text("evidence"),
                row.text("headline"));
    }

    private static Part part(RunTable.Row row) {
        boolean counts = row.text("counts").equals("true");
        Instant knownAt = row.moment("knownAt");
        return new Part(
                knownAt,
                row.text("subject"),
                row.text("incident"),
                counts,
                counts ? row.moment("occurredTo") : knownAt,
                counts ? row.number("spanDays") : 0,
                counts ? row.number("amplitude") : 0,
                row.text("headline"));
    }

    /** What the run has said last of a subject by a moment: it says nothing anew where nothing changed. */
    @Nullable
    Score scoreAt(String subject, Instant moment) {
        Map.Entry<Instant, Score> entry =
                scores.getOrDefault(subject, new TreeMap<>()).floorEntry(moment);
        return entry == null ? null : entry.getValue();
    }

    /** When at least one of two runs says something of a subject. */
    static SortedSet<Instant> moments(String subject, RunFolder a, RunFolder b) {
        SortedSet<Instant> moments =
                new TreeSet<>(a.scores.getOrDefault(subject, new TreeMap<>()).keySet());
        moments.addAll(b.scores.getOrDefault(subject, new TreeMap<>()).keySet());
        return moments;
    }

    /** The hazard of each incident at a moment, as it was known then, by incident. */
    Map<String, Double> hazards(String place, Instant at) {
        Map<String, Double> hazards = new TreeMap<>();
        for (Part part : parts.getOrDefault(place, List.of())) {
            if (part.knownAt().isAfter(at)) {
                break;
            }
            if (part.counts()) {
                hazards.put(
                        part.incident(), part.amplitude() * decay.remaining(part.occurredTo(), part.spanDays(), at));
            } else {
                hazards.remove(part.incident());
            }
        }
        return hazards;
    }

    /** What the manifest says, as text; empty where it says nothing. */
    String told(String key) {
        Object value = manifest.get(key);
        return value == null ? "" : value instanceof String text ? text : JsonText.of(value);
    }
}
