package io.riskmonitor.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header by which an incident, and each contribution of it, says which incidents it takes the place of; their tombstones come
 * behind it. Who counts it takes them away in the same step. One header for each.
 */
public final class ReplacesHeader {
    private static final String NAME = "replaces";

    private ReplacesHeader() {}

    public static void stamp(Headers headers, String incidentId) {
        headers.add(NAME, incidentId.getBytes(StandardCharsets.UTF_8));
    }

    public static void stamp(Headers headers, Collection<String> incidentIds) {
        incidentIds.forEach(id -> stamp(headers, id));
    }

    /** Ids of incidents; none as a rule. */
    public static List<String> read(Headers headers) {
        List<String> ids = new ArrayList<>();
        for (Header header : headers.headers(NAME)) {
            ids.add(new String(header.value(), StandardCharsets.UTF_8));
        }
        return ids;
    }
}
