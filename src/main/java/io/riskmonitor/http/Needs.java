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
 * @param knowsNames whether the caller has to call us by a name that we have
 */
record Needs(@Nullable Permission permission, boolean knowsNames) implements RouteRole {
    /** For probes, which have no token and call us by any name. */
    static final Needs NOTHING = new Needs(null, false);

    /** For the page's own files, which hold nothing of what is watched: without them nobody could sign in. */
    static final Needs NO_TOKEN = new Needs(null, true);

    static Needs needs(Permission permission) {
        return new Needs(permission, true);
    }

    boolean areMetBy(Caller caller) {
        return permission == null || caller.may(permission);
    }
}
