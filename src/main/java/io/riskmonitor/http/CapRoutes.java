package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.Permission;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.notify.CapPublisher;
import io.riskmonitor.notify.Language;
import io.riskmonitor.runtime.Monitor;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;

/** Alerts for other systems: a CAP 1.2 document for each revision, and an Atom feed that leads to them. */
final class CapRoutes {
    private final Monitor monitor;
    private final Supplier<String> address;

    /** @param address what links begin with; asked for once the server runs */
    CapRoutes(Monitor monitor, Supplier<String> address) {
        this.monitor = monitor;
        this.address = address;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/alerts.atom", this::feed, needs(Permission.READ));
        routes.get("/api/v1/alerts/{id}/cap.xml", this::document, needs(Permission.READ));
    }

    private void feed(Context request) {
        Language language = Objects.requireNonNullElse(
                new Parameters(request, "language").oneOf("language", Language.class), Language.EN);
        Instant now = monitor.clock().instant();
        request.contentType("application/atom+xml; charset=utf-8")
                .result(publisher().feed(monitor.alerts().standing(now), language, now));
    }

    private void document(Context request) {
        Parameters parameters = new Parameters(request, "revision");
        AlertId id = AlertRoutes.id(request);
        List<Alert> history = monitor.alerts().revisions(id);
        int latest = history.get(history.size() - 1).revision();
        int revision = parameters.number("revision", latest, Integer.MAX_VALUE);
        try {
            request.contentType("application/cap+xml; charset=utf-8")
                    .result(publisher().document(history, revision));
        } catch (NoSuchElementException e) {
            throw new ProblemException(
                    404,
                    "Not found",
                    "of alert '" + id + "' no revision " + revision + " is held; the latest is " + latest);
        }
    }

    private CapPublisher publisher() {
        return new CapPublisher(
                monitor.alertReader(),
                monitor.projects(),
                monitor.world().regions(),
                address.get(),
                !monitor.isOnWallClock());
    }
}
