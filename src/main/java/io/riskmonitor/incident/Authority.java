package io.riskmonitor.incident;

import java.util.Comparator;
import java.util.List;

/**
 * Whose word stands for an incident that several sources tell of: a total order over reports, by source first and then by id. People
 * on the ground come before those who collect and code, those who code by hand before those who read the news by machine.
 */
public final class Authority {
    private static final List<String> SOURCES = List.of("desk", "acled", "ucdp", "kika", "cap", "gdelt");

    /** The most authoritative first. */
    public static final Comparator<String> BY_SOURCE =
            Comparator.<String>comparingInt(Authority::rank).thenComparing(Comparator.naturalOrder());

    /** The most authoritative first. */
    public static final Comparator<ReportId> ORDER =
            Comparator.comparing(ReportId::source, BY_SOURCE).thenComparing(Comparator.naturalOrder());

    private Authority() {}

    private static int rank(String source) {
        int known = SOURCES.indexOf(source);
        return known < 0 ? SOURCES.size() : known;
    }
}
