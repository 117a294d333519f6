package io.riskmonitor.notify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in.
 *
 * @param from the sender's address
 * @param user null if the server asks for no name
 * @param password null without a user
 * @param trust certificates in PEM that are trusted instead of the JDK's; null for the JDK's
 */
public record MailServer(
        String host,
        int port,
        Security security,
        String from,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path trust) {
    /** How the connection is protected. */
    public enum Security {
        /** Encrypted after a greeting in the clear, or not at all used. */
        STARTTLS,
        /** Encrypted from the first byte. */
        TLS,
        /** In the clear: for a relay on the same machine. */
        NONE
    }

    /** Without the password. */
    @Override
    public String toString() {
        return from + " through " + host + ":" + port + ", " + security;
    }
}
