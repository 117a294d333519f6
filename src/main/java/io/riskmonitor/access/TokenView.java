package io.riskmonitor.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it may be seen: without the hash.
 *
 * @param token the secret, told only in answer to its creation; null ever after
 */
public record TokenView(
        String name,
        Role role,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        @Nullable String token) {
    public static TokenView of(AccessToken token) {
        return of(token, null);
    }

    public static TokenView created(AccessToken token, TokenSecret secret) {
        return of(token, secret.text());
    }

    private static TokenView of(AccessToken token, @Nullable String secret) {
        return new TokenView(
                token.name(),
                token.role(),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt(),
                token.revokedAt(),
                token.revokedBy(),
                secret);
    }

    /** Without the secret, in case somebody logs it. */
    @Override
    public String toString() {
        return "token " + name + " (" + role + ")";
    }
}
