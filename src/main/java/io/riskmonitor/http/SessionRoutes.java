package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Permission;
import io.riskmonitor.access.Role;
import io.riskmonitor.runtime.TokenStore;

/** Whom a caller is taken for; opening and closing a browser's session. */
final class SessionRoutes {
    private final Sessions sessions;
    private final TokenStore tokens;

    SessionRoutes(Sessions sessions, TokenStore tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/session", this::current, needs(Permission.READ));
        routes.post("/api/v1/session", this::open, needs(Permission.READ));
        routes.delete("/api/v1/session", this::close, needs(Permission.READ));
    }

    private void current(Context request) {
        new Parameters(request);
        Caller caller = Gate.caller(request);
        Role role = tokens.current().named(caller.name()).map(AccessToken::role).orElse(null);
        SubjectRoutes.json(request, new SessionView(caller.name(), role, caller.permissions()));
    }

    /** A session is opened by a token only: one opened by a session would live for ever. */
    private void open(Context request) {
        new Parameters(request);
        Caller caller = Gate.caller(request);
        if (request.header("Authorization") == null || caller.name().equals(Caller.LOCAL_USER)) {
            throw new ProblemException(409, "Refused", "a session is opened by showing a token");
        }
        setCookie(
                request,
                sessions.open(caller.name(), tokens.clock().instant()).text(),
                Math.toIntExact(Sessions.LIFETIME.toSeconds()));
        request.status(204);
    }

    private void close(Context request) {
        new Parameters(request);
        String session = request.cookie(Gate.SESSION_COOKIE);
        if (session != null) {
            sessions.close(session);
        }
        setCookie(request, "", 0);
        request.status(204);
    }

    private static void setCookie(Context request, String value, int seconds) {
        Cookie cookie = new Cookie(Gate.SESSION_COOKIE, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        request.cookie(cookie);
    }
}
