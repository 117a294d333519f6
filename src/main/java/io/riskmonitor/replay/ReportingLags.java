package io.riskmonitor.replay;

import java.time.Duration;
import java.util.Map;

/**
 * How long after the end of an incident a source tells of it, where its rows do not say when they were recorded. They are
 * the sources' own words on their pace, rounded up; SOURCES.md has the reasons.
 */
final class ReportingLags {
    private static final Duration OTHER = Duration.ofDays(1);
    private static final Map<String, Duration> BY_SOURCE = Map.of(
            // Candidate events come out once a month, some three weeks after its end.
            "ucdp", Duration.ofDays(35),
            // A release every week.
            "acled", Duration.ofDays(8),
            // Once a month.
            "kika", Duration.ofDays(31),
            // Within the quarter of an hour; media need the day.
            "gdelt", Duration.ofDays(1));

    private ReportingLags() {}

    /** @param source as in report ids */
    static Duration of(String source) {
        return BY_SOURCE.getOrDefault(source, OTHER);
    }
}
