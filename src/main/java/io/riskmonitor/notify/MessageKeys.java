package io.riskmonitor.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Idempotency keys: the same message has the same key in every process that ever sends it. */
final class MessageKeys {
    private static final int LENGTH = 32;

    private MessageKeys() {}

    static String single(String alertId, int revision, String recipient, Route route) {
        return hash("single", alertId, Integer.toString(revision), recipient, route.channel(), route.to());
    }

    /** Nothing joins a bundle once it is due, so its time tells it from any other. */
    static String bundle(String recipient, Route route, Instant due) {
        return hash("bundle", recipient, route.channel(), route.to(), due.toString());
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
