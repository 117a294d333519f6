package io.riskmonitor.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The role matrix: what the holder of a token may do. README and openapi.json say the same; tests hold them to it. */
public enum Role {
    VIEWER(EnumSet.of(Permission.READ)),
    DESK(EnumSet.of(Permission.READ, Permission.ENTER_INCIDENTS)),
    OFFICER(EnumSet.of(Permission.READ, Permission.ACT_ON_ALERTS)),
    ANALYST(EnumSet.of(Permission.READ, Permission.REPLAY)),
    ADMIN(EnumSet.complementOf(EnumSet.of(Permission.HAND_OVER)));

    @SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable, which its type cannot say
    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
