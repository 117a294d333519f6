package io.riskmonitor.topic;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header that carries the wall-clock moment at which a revision was sent, through every hop, to where its score comes
 * out. Only latency is measured from it: nothing is decided by it.
 */
public final class LatencyHeader {
    private static final String NAME = "sent-at";

    private LatencyHeader() {}

    /** @param millis epoch milliseconds of the wall clock */
    public static void stamp(Headers headers, long millis) {
        headers.add(NAME, Long.toString(millis).getBytes(StandardCharsets.UTF_8));
    }

    public static OptionalLong read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(new String(header.value(), StandardCharsets.UTF_8)));
    }
}
