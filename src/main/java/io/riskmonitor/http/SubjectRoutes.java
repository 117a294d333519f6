package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.serde.JsonText;
import java.util.List;
import java.util.Set;

/** Regions and projects, their scores and why they are so. */
final class SubjectRoutes {
    private final RiskQueries queries;

    SubjectRoutes(RiskQueries queries) {
        this.queries = queries;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/regions", this::regions, needs(READ));
        routes.get("/api/v1/regions/{id}", this::region, needs(READ));
        routes.get("/api/v1/regions/{id}/explanation", request -> explain(request, "region/"), needs(READ));
        routes.get("/api/v1/projects", this::projects, needs(READ));
        routes.get("/api/v1/projects/{id}", this::project, needs(READ));
        routes.get("/api/v1/projects/{id}/explanation", request -> explain(request, "project/"), needs(READ));
    }

    private void regions(Context request) {
        Parameters parameters = new Parameters(request, "at", "movement");
        answer(request, queries.regions(parameters.moment("at")), parameters.flag("movement"));
    }

    private void projects(Context request) {
        Parameters parameters = new Parameters(request, "at", "movement");
        answer(request, queries.projects(parameters.moment("at")), parameters.flag("movement"));
    }

    private void region(Context request) {
        Parameters parameters = new Parameters(request, "at");
        json(request, one(queries.regions(parameters.moment("at")), request.pathParam("id"), "region"));
    }

    private void project(Context request) {
        Parameters parameters = new Parameters(request, "at");
        json(request, one(queries.projects(parameters.moment("at")), request.pathParam("id"), "project"));
    }

    private void explain(Context request, String kind) {
        Parameters parameters = new Parameters(request, "at", "without", "site");
        String site = parameters.text("site");
        Set<String> without = parameters.texts("without");
        String subject = kind + request.pathParam("id") + (site == null ? "" : "/" + site);
        json(request, queries.explain(subject, parameters.moment("at"), without));
    }

    private void answer(Context request, List<SubjectView> subjects, boolean movement) {
        json(request, movement ? subjects.stream().map(queries::withMovement).toList() : subjects);
    }

    private SubjectView one(List<SubjectView> subjects, String id, String kind) {
        return subjects.stream()
                .filter(subject -> subject.id().equals(id))
                .findFirst()
                .map(queries::withMovement)
                .orElseThrow(() -> new UnknownSubjectException("no " + kind + " '" + id + "'; there are "
                        + String.join(
                                ", ", subjects.stream().map(SubjectView::id).toList())));
    }

    static void json(Context request, Object answer) {
        request.contentType("application/json").result(JsonText.of(answer));
    }
}
