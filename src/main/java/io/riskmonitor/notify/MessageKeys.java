package io.riskmonitor.notify;

import io.riskmonitor.alert.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Idempotency keys: the same message has the same key in every process that ever sends it. */
final class MessageKeys {
    private static final int LENGTH = 32;

    private MessageKeys() {}

    static String single(String alertId, int revision, String recipient, Route route) {
        return hash("single", alertId, Integer.toString(revision), recipient, route.channel(), route.to());
    }

    /** What is decided for the same recipient, route and time goes into the same bundle. */
    static String bundle(String recipient, Route route, Instant due) {
        return hash("bundle", recipient, route.channel(), route.to(), due.toString());
    }

    /** A bundle as it is sent: its content is part of the key, so that a receiver takes what joined late for news. */
    static String part(String bundle, List<Delivery> entries) {
        List<String> parts = new ArrayList<>(List.of("part", bundle));
        entries.forEach(entry -> parts.add(entry.alertId() + "@" + entry.revision()));
        return hash(parts.toArray(String[]::new));
    }

    static String hash(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
