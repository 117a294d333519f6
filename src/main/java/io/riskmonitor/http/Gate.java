package io.riskmonitor.http;

import io.javalin.http.Context;
import io.riskmonitor.access.AccessToken;
import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Tokens;
import io.riskmonitor.runtime.TokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is served, before anything else of a request is looked at.
 *
 * <p>Until there is a token, whoever reaches the loopback address is; from then on every request but a probe needs one,
 * there too. All that is wrong with a token has one answer, so that nobody learns which names or tokens there are.
 */
final class Gate {
    static final String HAND_OVER_HEADER = "X-Handover-Token";
    /** Only sent over TLS or to the machine itself, only to this host, and not readable by scripts. */
    static final String SESSION_COOKIE = "__Host-session";

    private static final String BEARER = "Bearer ";
    private static final String CALLER = "caller";
    private final TokenStore tokens;
    private final Sessions sessions;
    private final RateLimits limits;
    private final String handOverToken;
    private final boolean onLoopback;

    /** How a caller has shown who it is. */
    private record Shown(Caller caller, boolean bySession) {}

    /** @param onLoopback whether only this machine can reach us: nobody else is ever served without a token */
    Gate(TokenStore tokens, Sessions sessions, RateLimits limits, String handOverToken, boolean onLoopback) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.limits = limits;
        this.handOverToken = handOverToken;
        this.onLoopback = onLoopback;
    }

    /** Who makes a request that has been admitted. */
    static Caller caller(Context request) {
        return Objects.requireNonNull(request.<Caller>attribute(CALLER), "a route that needs no caller asks for one");
    }

    /**
     * Whose word a change is: whoever shows a token is who it says; a local user may say who.
     *
     * @param by the name that a local user gives; null or blank if none
     */
    static String who(Context request, @Nullable String by) {
        String name = caller(request).name();
        return by == null || by.isBlank() || !name.equals(Caller.LOCAL_USER) ? name : by;
    }

    /** What the caller of an admitted request is about to change. */
    static Change change(Context request, ChangeKind what, String detail) {
        return new Change(caller(request).name(), surface(request), what, detail);
    }

    static Change.Surface surface(Context request) {
        return request.header(HAND_OVER_HEADER) == null ? Change.Surface.HTTP : Change.Surface.COMMAND;
    }

    /** Whether the caller of an admitted request would still be let in: streams ask this as long as they run. */
    boolean stillAdmits(Caller caller) {
        if (caller.name().equals(Caller.LOCAL_USER)) {
            return caller.equals(Caller.command()) || isOpen();
        }
        return tokens.current()
                .named(caller.name())
                .filter(token -> token.isValidAt(now()))
                .isPresent();
    }

    /** @param needs what the matching route needs; null if there is none, of which only those who are let in shall learn */
    void admit(Context request, @Nullable Needs needs) {
        Optional<Shown> shown = shown(request);
        limits.count(shown.map(s -> s.caller().name())
                .filter(name -> !name.equals(Caller.LOCAL_USER))
                .map(name -> "token " + name)
                .orElse("address " + request.ip()));
        if (needs != null && needs.permission() == null) {
            if (needs.knowsNames() && isOpen()) {
                RequestSource.requireLoopbackName(request);
            }
            return;
        }
        if (shown.isEmpty()) {
            request.header("WWW-Authenticate", "Bearer realm=\"mali-risk-monitor\"");
            throw new ProblemException(401, "Unauthorized", "a valid token is needed: Authorization: Bearer TOKEN");
        }
        Caller caller = shown.get().caller();
        if (shown.get().bySession()) {
            RequestSource.requireKnownSameOrigin(request);
        } else if (caller.equals(Caller.loopback())) {
            RequestSource.requireLoopbackName(request);
            RequestSource.requireSameOrigin(request);
        }
        request.attribute(CALLER, caller);
        if (needs != null && !needs.areMetBy(caller)) {
            throw new ProblemException(
                    403, "Forbidden", "this asks for the permission " + needs.permission() + ", which you do not have");
        }
    }

    private Optional<Shown> shown(Context request) {
        String handOver = request.header(HAND_OVER_HEADER);
        if (handOver != null) {
            return isHandOverToken(handOver) ? Optional.of(new Shown(Caller.command(), false)) : Optional.empty();
        }
        Tokens standing = tokens.current();
        String authorization = request.header("Authorization");
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? standing.holding(authorization.substring(BEARER.length()).strip(), now())
                            .map(token -> shown(token, false))
                    : Optional.empty();
        }
        String session = request.cookie(SESSION_COOKIE);
        if (session != null && standing.configured()) {
            return sessions.token(session, standing, now()).map(token -> shown(token, true));
        }
        return isOpen() ? Optional.of(new Shown(Caller.loopback(), false)) : Optional.empty();
    }

    private static Shown shown(AccessToken token, boolean bySession) {
        return new Shown(Caller.holderOf(token), bySession);
    }

    private boolean isOpen() {
        return onLoopback && !tokens.current().configured();
    }

    private boolean isHandOverToken(String given) {
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), handOverToken.getBytes(StandardCharsets.UTF_8));
    }

    private Instant now() {
        return tokens.clock().instant();
    }
}
