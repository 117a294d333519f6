package io.riskmonitor.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.riskmonitor.access.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes that have been registered, and what they need. */
final class Routes {
    private final InternalRouter router;

    /** A route as it was registered; its path has names in braces. */
    record Route(String method, String path, Optional<Needs> needs) {}

    Routes(InternalRouter router) {
        this.router = router;
    }

    List<Route> all() {
        return router.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> new Route(endpoint.method.name(), endpoint.path, said(endpoint.metadata(Roles.class))))
                .toList();
    }

    /** @throws IllegalStateException if a route does not say what it needs */
    void requireNeeds() {
        List<Route> unsaid =
                all().stream().filter(route -> route.needs().isEmpty()).toList();
        if (!unsaid.isEmpty()) {
            throw new IllegalStateException("what these routes need is not said where they are registered: " + unsaid);
        }
    }

    /** What the route of a request needs; null if there is none. */
    @Nullable
    Needs needs(Context request) {
        ParsedEndpoint route = find(request);
        return route == null
                ? null
                : said(route.endpoint.metadata(Roles.class)).orElse(Needs.needs(Permission.HAND_OVER));
    }

    /** Answers HEAD as GET: Jetty keeps the body back. Javalin would answer 200 to every HEAD, and of no length. */
    void answerHead(Context request) {
        ParsedEndpoint route = find(request);
        if (request.method().equals(HandlerType.HEAD) && route != null) {
            route.handle((JavalinServletContext) request, request.path());
        }
    }

    private @Nullable ParsedEndpoint find(Context request) {
        HandlerType method = request.method().equals(HandlerType.HEAD) ? HandlerType.GET : request.method();
        return router.findFirstHttpHandlerEntry(method, request.path());
    }

    private static Optional<Needs> said(@Nullable Roles roles) {
        return roles == null
                ? Optional.empty()
                : roles.getRoles().stream()
                        .filter(Needs.class::isInstance)
                        .map(Needs.class::cast)
                        .findFirst();
    }
}
