package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Permission;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.runtime.Monitor;
import java.io.IOException;
import java.util.List;

/** The registry, changed at run time: scores are right when a request is answered. */
final class RegistryRoutes {
    private final Monitor monitor;

    RegistryRoutes(Monitor monitor) {
        this.monitor = monitor;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/projects", this::publish, needs(Permission.CHANGE_REGISTRY));
        routes.delete("/api/v1/projects/{id}", this::remove, needs(Permission.CHANGE_REGISTRY));
    }

    private void publish(Context request) throws IOException {
        Parameters parameters = new Parameters(request, "complete", "by");
        boolean complete = parameters.flag("complete");
        String format = MediaTypes.require(request, MediaTypes.JSON, MediaTypes.YAML);
        String name = format.equals(MediaTypes.JSON) ? "body.json" : "body.yaml";
        LiveRegistry.Changes changes = RegistryFile.parse(
                        name, RequestBody.text(request, MediaTypes.JSON, MediaTypes.YAML))
                .either(
                        loaded -> monitor.registry()
                                .publish(
                                        loaded.projects(),
                                        complete,
                                        Gate.who(request, parameters.text("by")),
                                        change(request, parameters)),
                        rejected -> {
                            throw refusal(rejected);
                        });
        monitor.settle();
        SubjectRoutes.json(request, changes);
    }

    private void remove(Context request) {
        Parameters parameters = new Parameters(request, "by");
        LiveRegistry.Changes unused = monitor.registry()
                .remove(request.pathParam("id"), Gate.who(request, parameters.text("by")), change(request, parameters));
        monitor.settle();
        request.status(204);
    }

    private static Change change(Context request, Parameters parameters) {
        String by = parameters.text("by");
        return Gate.change(request, ChangeKind.REGISTRY_PUBLISHED, by == null ? "" : "by " + by);
    }

    private static ProblemException refusal(RegistryFile.Rejected rejected) {
        List<Problem.FieldError> errors = rejected.problems().stream()
                .map(finding -> new Problem.FieldError(
                        finding.line(), finding.field(), finding.project(), "invalid-registry", finding.toString()))
                .toList();
        return new ProblemException(
                422, "Refused", "nothing was changed: " + errors.get(0).message(), errors);
    }
}
