package io.riskmonitor.access;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: everything but the secret. A revoked one stays, so that its name is never given to another and the
 * audit trail means the same for ever.
 *
 * @param sha256 of the secret, 64 hexadecimal digits
 * @param expiresAt when it ceases to be accepted; null for never
 */
public record AccessToken(
        String name,
        Role role,
        String sha256,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException naming the field that is wrong */
    public AccessToken {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name '" + name
                    + "' is not 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 is not 64 hexadecimal digits");
        }
        if (expiresAt != null && !expiresAt.isAfter(createdAt)) {
            throw new IllegalArgumentException("expiresAt " + expiresAt + " is not after createdAt " + createdAt);
        }
    }

    public boolean isValidAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    public AccessToken revoked(Instant at, String by) {
        return new AccessToken(name, role, sha256, createdAt, createdBy, expiresAt, at, by);
    }
}
