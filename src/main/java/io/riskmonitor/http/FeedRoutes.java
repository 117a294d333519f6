package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.topology.StoreNames;

/** The sources, and how fresh what they bring is. */
final class FeedRoutes {
    private final RiskQueries queries;
    private final Elsewhere elsewhere;

    FeedRoutes(RiskQueries queries, Elsewhere elsewhere) {
        this.queries = queries;
        this.elsewhere = elsewhere;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/feeds", this::feeds, needs(READ));
    }

    private void feeds(Context request) {
        new Parameters(request);
        if (elsewhere.answersAny(request, StoreNames.FEEDS)) {
            return;
        }
        SubjectRoutes.json(
                request,
                queries.feeds()
                        .at(queries.now().orElseThrow(() -> new NotReadyException("no tick has come through yet"))));
    }
}
