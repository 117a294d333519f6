package io.riskmonitor.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks for something.
 *
 * @param name as it is recorded: a token's name, or {@value #LOCAL_USER}, which no token can be called
 */
public record Caller(String name, Set<Permission> permissions) {
    public static final String LOCAL_USER = "local user";

    /** A command of the user who runs the monitor; could as well read and write the data itself. */
    public static Caller command() {
        return new Caller(LOCAL_USER, Collections.unmodifiableSet(EnumSet.allOf(Permission.class)));
    }

    /**
     * Whoever reaches the loopback address while there are no tokens. That may be another user of the machine, who must
     * not be the one to make the first token and so lock the owner out.
     */
    public static Caller loopback() {
        return new Caller(
                LOCAL_USER,
                Collections.unmodifiableSet(
                        EnumSet.complementOf(EnumSet.of(Permission.HAND_OVER, Permission.ADMINISTER_TOKENS))));
    }

    public static Caller holderOf(AccessToken token) {
        return new Caller(token.name(), token.role().permissions());
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
