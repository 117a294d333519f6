package io.riskmonitor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source has put right about an incident behind an alert. Before and after are null where they do not apply, and
 * all of after is for a retraction.
 *
 * @param at when the correction was learnt
 * @param distanceKmBefore from the reported place to the site it was nearest to
 * @param amountBefore what it weighed in the alert
 */
public record IncidentChange(
        String incidentId,
        Kind kind,
        Instant at,
        String headline,
        @Nullable Double distanceKmBefore,
        @Nullable Double distanceKmAfter,
        @Nullable Instant occurredBefore,
        @Nullable Instant occurredAfter,
        @Nullable Double amountBefore,
        @Nullable Double amountAfter) {
    /** The first that applies, in this order. */
    public enum Kind {
        /** Taken back, or moved so far that it no longer concerns the subject at all. */
        WITHDRAWN,
        MOVED,
        REDATED,
        REDUCED,
        /** Corrected otherwise: its type, its targets, the people named. */
        RESTATED
    }
}
