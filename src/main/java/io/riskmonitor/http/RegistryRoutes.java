package io.riskmonitor.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.runtime.Monitor;
import java.util.List;

/** The registry, changed at run time: scores are right when a request is answered. */
final class RegistryRoutes {
    private static final String WHO = "desk over HTTP";

    private final Monitor monitor;

    RegistryRoutes(Monitor monitor) {
        this.monitor = monitor;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/v1/projects", this::publish);
        routes.delete("/api/v1/projects/{id}", this::remove);
    }

    private void publish(Context request) {
        Parameters parameters = new Parameters(request, "complete", "by");
        boolean complete = parameters.flag("complete");
        String format = MediaTypes.require(request, MediaTypes.JSON, MediaTypes.YAML);
        String name = format.equals(MediaTypes.JSON) ? "body.json" : "body.yaml";
        LiveRegistry.Changes changes = RegistryFile.parse(name, request.body())
                .either(
                        loaded -> monitor.registry().publish(loaded.projects(), complete, who(parameters)),
                        rejected -> {
                            throw refusal(rejected);
                        });
        monitor.settle();
        SubjectRoutes.json(request, changes);
    }

    private void remove(Context request) {
        Parameters parameters = new Parameters(request, "by");
        LiveRegistry.Changes unused = monitor.registry().remove(request.pathParam("id"), who(parameters));
        monitor.settle();
        request.status(204);
    }

    private static String who(Parameters parameters) {
        String by = parameters.text("by");
        return by == null || by.isBlank() ? WHO : by;
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
