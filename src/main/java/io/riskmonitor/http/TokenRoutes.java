package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.Permission;
import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenView;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.runtime.TokenStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tokens, and the record of who changed what. */
final class TokenRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 10_000;

    private final Monitor monitor;

    private record Wanted(
            String name, String role, @Nullable Instant expiresAt) {}

    TokenRoutes(Monitor monitor) {
        this.monitor = monitor;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/tokens", this::list, needs(Permission.ADMINISTER_TOKENS));
        routes.post("/api/v1/tokens", this::create, needs(Permission.ADMINISTER_TOKENS));
        routes.delete("/api/v1/tokens/{name}", this::revoke, needs(Permission.ADMINISTER_TOKENS));
        routes.get("/api/v1/audit", this::audit, needs(Permission.READ_AUDIT));
    }

    private void list(Context request) {
        new Parameters(request);
        SubjectRoutes.json(
                request,
                monitor.tokens().current().all().stream().map(TokenView::of).toList());
    }

    private void create(Context request) throws IOException {
        new Parameters(request);
        Wanted wanted = RequestBody.read(request, Wanted.class);
        TokenStore.Created created;
        try {
            created = monitor.tokens()
                    .create(
                            wanted.name(),
                            role(wanted.role()),
                            wanted.expiresAt(),
                            Gate.caller(request).name(),
                            Gate.surface(request));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "Refused", String.valueOf(e.getMessage()));
        }
        request.status(201);
        SubjectRoutes.json(request, TokenView.created(created.token(), created.secret()));
    }

    private static Role role(String text) {
        try {
            return Role.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    422, "Refused", "role '" + text + "' is none of " + Arrays.toString(Role.values()));
        }
    }

    private void revoke(Context request) {
        new Parameters(request);
        monitor.tokens().revoke(request.pathParam("name"), Gate.caller(request).name(), Gate.surface(request));
        request.status(204);
    }

    private void audit(Context request) {
        SubjectRoutes.json(
                request, monitor.audit(new Parameters(request, "limit").number("limit", DEFAULT_LIMIT, MOST)));
    }
}
