package io.riskmonitor.notify;

import io.riskmonitor.geo.Names;
import io.riskmonitor.incident.Fatalities;
import io.riskmonitor.incident.IncidentType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incident behind an alert, ready to be told.
 *
 * @param place its name in each language, or the source's own in all three
 * @param headline in each language, or the source's own words in all three, which are then quoted
 * @param isQuoted whether the headline is in the source's words
 * @param uncertaintyKm one standard deviation of the place, km
 * @param distanceKm from what the alert is about; null where that has no meaning
 * @param share of the alert, 0 to 1
 * @param sources citations and links
 */
public record Evidence(
        String incidentId,
        IncidentType type,
        Instant from,
        Instant to,
        Names place,
        Names headline,
        boolean isQuoted,
        double lat,
        double lon,
        double uncertaintyKm,
        @Nullable Double distanceKm,
        double share,
        Fatalities fatalities,
        int injured,
        int abducted,
        List<String> sources) {
    public Evidence {
        sources = List.copyOf(sources);
    }
}
