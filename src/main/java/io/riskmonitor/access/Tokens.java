package io.riskmonitor.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All tokens at one moment; immutable.
 *
 * @param configured whether there has ever been one: from then on nobody is served without, not even when all are revoked,
 *     expired or unreadable
 */
public record Tokens(Map<String, AccessToken> byName, boolean configured) {
    public static final Tokens NONE = new Tokens(Map.of(), false);

    public Tokens {
        byName = Map.copyOf(byName);
    }

    public Tokens with(AccessToken token) {
        Map<String, AccessToken> more = new TreeMap<>(byName);
        more.put(token.name(), token);
        return new Tokens(more, true);
    }

    /** What cannot be read is not accepted. */
    public Tokens without(String name) {
        Map<String, AccessToken> less = new TreeMap<>(byName);
        less.remove(name);
        return new Tokens(less, true);
    }

    public List<AccessToken> all() {
        return List.copyOf(new TreeMap<>(byName).values());
    }

    public Optional<AccessToken> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public boolean anyValidAt(Instant now) {
        return byName.values().stream().anyMatch(token -> token.isValidAt(now));
    }

    /**
     * The valid token with a secret. Every token is compared, and each in constant time, so that how long the answer takes
     * tells nothing.
     */
    public Optional<AccessToken> holding(String secret, Instant now) {
        byte[] shown = TokenSecret.sha256(secret).getBytes(StandardCharsets.US_ASCII);
        Optional<AccessToken> found = Optional.empty();
        for (AccessToken token : byName.values()) {
            if (MessageDigest.isEqual(shown, token.sha256().getBytes(StandardCharsets.US_ASCII))) {
                found = Optional.of(token);
            }
        }
        return found.filter(token -> token.isValidAt(now));
    }
}
