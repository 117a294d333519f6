package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.topology.StoreNames;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Regions and projects, their scores and why they are so. */
final class SubjectRoutes {
    private final RiskQueries queries;
    private final Elsewhere elsewhere;

    SubjectRoutes(RiskQueries queries, Elsewhere elsewhere) {
        this.queries = queries;
        this.elsewhere = elsewhere;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/regions", request -> all(request, SubjectId.Kind.REGION), needs(READ));
        routes.get("/api/v1/regions/{id}", request -> one(request, SubjectId.Kind.REGION), needs(READ));
        routes.get("/api/v1/regions/{id}/explanation", request -> explain(request, SubjectId.Kind.REGION), needs(READ));
        routes.get("/api/v1/projects", request -> all(request, SubjectId.Kind.PROJECT), needs(READ));
        routes.get("/api/v1/projects/{id}", request -> one(request, SubjectId.Kind.PROJECT), needs(READ));
        routes.get(
                "/api/v1/projects/{id}/explanation", request -> explain(request, SubjectId.Kind.PROJECT), needs(READ));
    }

    private void all(Context request, SubjectId.Kind kind) {
        Parameters parameters = new Parameters(request, "at", "movement");
        json(request, elsewhere.subjects(request, kind, parameters.moment("at"), parameters.flag("movement")));
    }

    private void one(Context request, SubjectId.Kind kind) {
        Parameters parameters = new Parameters(request, "at");
        Instant at = parameters.moment("at");
        String id = request.pathParam("id");
        List<String> ids = queries.ids(kind);
        if (!ids.contains(id)) {
            throw new UnknownSubjectException("no " + kind.name().toLowerCase(Locale.ROOT) + " '" + id + "'; there are "
                    + String.join(", ", ids));
        }
        String key = kind.keyOf(id);
        if (!elsewhere.answers(request, StoreNames.HAZARDS, key)) {
            List<SubjectView> found = kind == SubjectId.Kind.REGION
                    ? queries.regions(at, key::equals)
                    : queries.projects(at, key::equals);
            json(request, queries.withMovement(found.get(0)));
        }
    }

    private void explain(Context request, SubjectId.Kind kind) {
        Parameters parameters = new Parameters(request, "at", "without", "site");
        String site = parameters.text("site");
        Instant at = parameters.moment("at");
        Set<String> without = parameters.texts("without");
        String subject = kind.keyOf(request.pathParam("id")) + (site == null ? "" : "/" + site);
        if (!elsewhere.answers(
                request, StoreNames.HAZARDS, queries.meant(subject).ownerKey())) {
            json(request, queries.explain(subject, at, without));
        }
    }

    static void json(Context request, Object answer) {
        request.contentType("application/json").result(JsonText.of(answer));
    }
}
