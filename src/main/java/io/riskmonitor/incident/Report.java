package io.riskmonitor.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One source's record of something that happened, in canonical form.
 *
 * @param sourceType the source's own words for the type
 * @param occurredFrom start of the span in which it happened, UTC
 * @param occurredTo end of that span, UTC; equal to the start when the moment is known
 * @param confidence how far the report is trusted, 0 to 1
 * @param references URLs or citations
 */
public record Report(
        ReportId id,
        IncidentType type,
        String sourceType,
        Set<Target> targets,
        Instant occurredFrom,
        Instant occurredTo,
        Location location,
        List<String> actors,
        Fatalities fatalities,
        int injured,
        int abducted,
        double confidence,
        String headline,
        List<String> references) {
    public Report {
        occurredFrom = occurredFrom.truncatedTo(ChronoUnit.MILLIS);
        occurredTo = occurredTo.truncatedTo(ChronoUnit.MILLIS);
        if (occurredTo.isBefore(occurredFrom)) {
            throw new IllegalArgumentException("occurredTo " + occurredTo + " is before occurredFrom " + occurredFrom);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not within 0..1");
        }
        if (injured < 0 || abducted < 0) {
            throw new IllegalArgumentException("injured " + injured + " or abducted " + abducted + " is negative");
        }
        // An EnumSet iterates in declaration order, so equal reports are also written alike.
        targets = targets.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(targets));
        actors = List.copyOf(actors);
        references = List.copyOf(references);
    }
}
