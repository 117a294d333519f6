package io.riskmonitor.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One version of a report, as of the moment we learnt it. Without a body it is a retraction.
 *
 * @param recordedAt when we learnt it, UTC: knowledge time, to the millisecond
 * @param recordedBy who or what recorded it: a feed's name, or a person of the desk
 */
public record Revision(
        ReportId id,
        Instant recordedAt,
        String recordedBy,
        @Nullable Report body) {
    /** @throws IllegalArgumentException if the body is another report's, or happens after it was learnt */
    public Revision {
        // Kafka's timestamps have milliseconds; with finer ones a score could be as of a moment before what moved it.
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
        if (body != null) {
            if (!body.id().equals(id)) {
                throw new IllegalArgumentException("revision of " + id + " has the body of " + body.id());
            }
            if (body.occurredFrom().isAfter(recordedAt)) {
                throw new IllegalArgumentException(
                        "occurredFrom " + body.occurredFrom() + " lies after recordedAt " + recordedAt);
            }
        }
    }

    public boolean isRetraction() {
        return body == null;
    }

    /**
     * Whether this revision stands over {@code other}, whatever the order in which both arrive: the later knowledge
     * wins, and between revisions learnt at the same moment the one whose text sorts last.
     */
    public boolean supersedes(Revision other) {
        int byTime = recordedAt.compareTo(other.recordedAt);
        return byTime != 0 ? byTime > 0 : toString().compareTo(other.toString()) > 0;
    }
}
