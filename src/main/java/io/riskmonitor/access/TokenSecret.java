package io.riskmonitor.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the holder of a token shows: 256 random bits, told once and kept nowhere.
 *
 * <p>Kept is its SHA-256 alone. A slow, salted hash protects passwords because people choose them and they can be guessed;
 * 256 random bits can't be, at any speed, and a hash that takes long would let anybody keep the server busy with wrong
 * tokens.
 */
public final class TokenSecret {
    /** Lets scanners of source and logs recognise a token that got where it should not be. */
    private static final String PREFIX = "mrm_";

    private static final int BYTES = 32;

    private final String text;

    private TokenSecret(String text) {
        this.text = text;
    }

    public static TokenSecret random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The secret itself, for showing it once. */
    public String text() {
        return text;
    }

    public String sha256() {
        return sha256(text);
    }

    public static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
