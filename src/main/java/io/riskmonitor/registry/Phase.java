package io.riskmonitor.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dated part of a project's life with what it has at stake in it and how it is placed.
 *
 * @param from first day, UTC
 * @param to the day the next phase begins (exclusive); without one the phase lasts
 * @param source the citation for the dates; without one they are an assumption
 * @param note what the dates rest on, or what is not known about them, in words
 */
public record Phase(
        PhaseStatus status,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable String source,
        @Nullable String note,
        List<Indicator> indicators) {
    /** A phase about whose dates there is nothing more to say. */
    public Phase(
            PhaseStatus status,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String source,
            List<Indicator> indicators) {
        this(status, from, to, source, null, indicators);
    }

    public Phase {
        if (to != null && !to.isAfter(from)) {
            throw new IllegalArgumentException("phase " + status + " ends " + to + ", not after its start " + from);
        }
        Map<IndicatorKind, Indicator> given = new EnumMap<>(IndicatorKind.class);
        for (Indicator indicator : indicators) {
            if (given.put(indicator.kind(), indicator) != null) {
                throw new IllegalArgumentException("phase " + status + " names " + indicator.kind() + " twice");
            }
        }
        for (IndicatorKind kind : IndicatorKind.values()) {
            given.putIfAbsent(kind, Indicator.unknown(kind));
        }
        indicators = List.copyOf(given.values());
    }

    /** Whether the dates rest on nothing that can be cited. */
    public boolean isAssumption() {
        return source == null;
    }

    public boolean covers(Instant at) {
        return !at.isBefore(start(from)) && (to == null || at.isBefore(start(to)));
    }

    /** Exposure or vulnerability of the phase: the mean of its indicators, 0 to 1. */
    public double value(Dimension dimension) {
        return indicators.stream()
                .filter(i -> i.kind().dimension() == dimension)
                .mapToDouble(Indicator::value)
                .average()
                .orElse(Indicator.UNKNOWN_VALUE);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
