package io.riskmonitor.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.text.RowFields;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of projects: a row of CSV, or a feature of GeoJSON.
 *
 * @param number the first being 1
 * @param fields by the canonical names of the columns
 * @param shape a line or an area, or null; a point is among the fields
 */
record ImportRow(
        String file,
        long number,
        RowFields fields,
        @Nullable Shape shape) {
    /**
     * A line or an area as the registry names it.
     *
     * @param key {@code line} or {@code area}
     * @param positions a GeoJSON array of [longitude, latitude]
     */
    record Shape(String key, JsonNode positions) {}
}
