package io.riskmonitor.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section of a line project that an alert is about.
 *
 * @param id the site's id within the project
 * @param label the section as the registry labels it
 * @param fromKm where it starts, km along the line; null if the registry does not say
 * @param toKm where it ends
 * @param stations the nearest station on either side, in the line's order; fewer at an end without one
 */
public record LineSection(
        String id,
        String label,
        @Nullable Double fromKm,
        @Nullable Double toKm,
        List<String> stations) {
    public LineSection {
        stations = List.copyOf(stations);
    }
}
