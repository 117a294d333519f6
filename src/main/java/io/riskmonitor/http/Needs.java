package io.riskmonitor.http;

import io.javalin.security.RouteRole;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * What a route asks of its caller; given where the route is registered. A route without it serves only
 * commands of the user who runs the monitor.
 *
 * @param permission null for a route that everybody may use
 */
record Needs(@Nullable Permission permission) implements RouteRole {
    /** For probes, which have no token. */
    static final Needs NOTHING = new Needs(null);

    static Needs needs(Permission permission) {
        return new Needs(permission);
    }

    boolean areMetBy(Caller caller) {
        return permission == null || caller.may(permission);
    }
}
