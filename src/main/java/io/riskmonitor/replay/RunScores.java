package io.riskmonitor.replay;

import io.riskmonitor.risk.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All scores of a run, held densely: thirty years of days of a country are some ten megabytes. */
final class RunScores {
    private static final int UNKNOWN = -1;
    private static final List<Level> LEVELS = List.of(Level.values());

    private final Map<String, Curve> curves = new TreeMap<>();

    /** The scores of one subject by time. */
    private static final class Curve {
        private long[] at = new long[64];
        private double[] score = new double[64];
        private byte[] level = new byte[64];
        private int size;

        /** Of one moment the last score counts: the others lack what was learnt in the same moment. */
        void add(long moment, double value, int name) {
            if (size > 0 && at[size - 1] == moment) {
                size--;
            }
            if (size == at.length) {
                at = Arrays.copyOf(at, 2 * size);
                score = Arrays.copyOf(score, 2 * size);
                level = Arrays.copyOf(level, 2 * size);
            }
            at[size] = moment;
            score[size] = value;
            level[size] = (byte) name;
            size++;
        }

        Optional<SubjectScore> at(String subject, long moment) {
            int found = Arrays.binarySearch(at, 0, size, moment);
            int last = found < 0 ? -found - 2 : found;
            if (last < 0) {
                return Optional.empty();
            }
            boolean known = level[last] != UNKNOWN;
            return Optional.of(
                    new SubjectScore(subject, known ? score[last] : null, known ? LEVELS.get(level[last]) : null));
        }
    }

    /**
     * @param subject {@code region/ID} or {@code project/ID}
     * @param score 0 to 100; null if not known
     * @param level null if not known
     */
    public record SubjectScore(
            String subject,
            @Nullable Double score,
            @Nullable Level level) {}

    /** Those of one subject come by time. */
    void add(Instant asOf, String subject, @Nullable Double score, @Nullable Level level) {
        curves.computeIfAbsent(subject, name -> new Curve())
                .add(
                        asOf.toEpochMilli(),
                        score == null ? 0 : score,
                        score == null || level == null ? UNKNOWN : LEVELS.indexOf(level));
    }

    /** The last of each subject by a moment, by subject. */
    List<SubjectScore> at(Instant moment) {
        return curves.entrySet().stream()
                .flatMap(curve -> curve.getValue().at(curve.getKey(), moment.toEpochMilli()).stream())
                .toList();
    }
}
