package io.riskmonitor.http;

import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.TokenSecret;
import io.riskmonitor.access.Tokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions of browsers, which cannot send a token with every request: an {@code EventSource} and a link send cookies only.
 * A session stands for its token and ends with it. It lives in this instance's memory: after a restart, or on another
 * instance, the page shows its token again.
 */
final class Sessions {
    static final Duration LIFETIME = Duration.ofHours(12);
    /** Beyond that the oldest ends, so that whoever opens many cannot fill the memory. */
    private static final int MOST = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> bySha256 = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    private record Session(String tokenName, Instant expiresAt) {}

    /** What the browser is to show from now on. */
    synchronized TokenSecret open(String tokenName, Instant now) {
        TokenSecret secret = TokenSecret.random(random);
        bySha256.put(secret.sha256(), new Session(tokenName, now.plus(LIFETIME)));
        return secret;
    }

    /** The token for which a session stands, if both are still valid. */
    synchronized Optional<AccessToken> token(String secret, Tokens tokens, Instant now) {
        return Optional.ofNullable(bySha256.get(TokenSecret.sha256(secret)))
                .filter(session -> now.isBefore(session.expiresAt()))
                .flatMap(session -> tokens.named(session.tokenName()))
                .filter(token -> token.isValidAt(now));
    }

    synchronized void close(String secret) {
        bySha256.remove(TokenSecret.sha256(secret));
    }
}
