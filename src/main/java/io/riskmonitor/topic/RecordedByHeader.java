package io.riskmonitor.topic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record header that says who recorded a change of the registry. A header, because the removal of a project has no value
 * in which it could be said.
 */
public final class RecordedByHeader {
    private static final String NAME = "recorded-by";

    private RecordedByHeader() {}

    public static void stamp(Headers headers, String who) {
        headers.add(NAME, who.getBytes(StandardCharsets.UTF_8));
    }

    public static Optional<String> read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
