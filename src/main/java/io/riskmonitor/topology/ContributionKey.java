package io.riskmonitor.topology;

import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.risk.Tick;

/**
 * The keys of the contributions topic and store: {@code subject|incident}, so that all contributions to a subject lie side
 * by side; {@code ~tick/p} for the ticks that travel among them, and {@code ~feed/p/source} for the pulses of the sources,
 * p the partition of the log that they come from.
 */
public final class ContributionKey {
    private static final char SEPARATOR = '|';
    private static final String TICK = "~tick/";
    private static final String FEED = "~feed/";

    private ContributionKey() {}

    static String of(SubjectId subject, String incidentId) {
        return prefix(subject) + incidentId;
    }

    /** @param subject as it is written */
    static String of(String subject, String incidentId) {
        return subject + SEPARATOR + incidentId;
    }

    static String of(Tick tick) {
        return TICK + tick.partition();
    }

    /** @param partition of the log, which has heard of the source what it has heard */
    static String of(FeedPulse pulse, int partition) {
        return FEED + partition + "/" + pulse.source();
    }

    /** Whether what has the key is for every partition: ticks and pulses are. */
    static boolean isForAll(String key) {
        return key.startsWith(TICK) || key.startsWith(FEED);
    }

    /** What the keys of all contributions to a subject begin with. */
    public static String prefix(SubjectId subject) {
        return subject.toString() + SEPARATOR;
    }

    /** @throws IllegalArgumentException if the key is not a contribution's */
    static SubjectId subjectOf(String key) {
        int end = key.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("'" + key + "' is not subject|incident");
        }
        return SubjectId.parse(key.substring(0, end));
    }
}
