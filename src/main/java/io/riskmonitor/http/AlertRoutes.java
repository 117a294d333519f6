package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.Permission;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.query.AlertPosition;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.risk.Level;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.runtime.Peers;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.UrlText;
import io.riskmonitor.topology.StoreNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts: reading them, and what officers do with them. */
final class AlertRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final int MOST_COMMENT = 2_000;
    private static final String LIVE = "live";
    private static final String ENDED = "ended";

    private final Monitor monitor;
    private final Elsewhere elsewhere;

    private record Wanted(
            String action,
            @Nullable String disposition,
            @Nullable String comment) {}

    AlertRoutes(Monitor monitor, Elsewhere elsewhere) {
        this.monitor = monitor;
        this.elsewhere = elsewhere;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/alerts", this::list, needs(Permission.READ));
        routes.get("/api/v1/alerts/{id}", this::one, needs(Permission.READ));
        routes.get("/api/v1/alerts/{id}/revisions", this::revisions, needs(Permission.READ));
        routes.post("/api/v1/alerts/{id}/actions", this::act, needs(Permission.ACT_ON_ALERTS));
    }

    private void list(Context request) {
        Parameters parameters = new Parameters(request, "state", "level", "kind", "subject", "since", "limit", "after");
        AlertQueries.Filter filter = new AlertQueries.Filter(
                statuses(parameters),
                parameters.oneOf("level", Level.class),
                parameters.someOf("kind", AlertKind.class),
                parameters.text("subject"),
                parameters.from("since"),
                position(parameters.text("after")),
                parameters.number("limit", DEFAULT_LIMIT, MOST));
        AlertPage page = monitor.alerts().queries().find(filter);
        for (String part : elsewhere.parts(request, StoreNames.ALERTS)) {
            page = page.with(JsonText.read(part, AlertPage.class), filter.limit());
        }
        SubjectRoutes.json(request, page);
    }

    private static Set<AlertStatus> statuses(Parameters parameters) {
        return parameters.texts("state").stream()
                .flatMap(state -> statuses(state).stream())
                .collect(Collectors.toSet());
    }

    private static List<AlertStatus> statuses(String state) {
        boolean live = state.equalsIgnoreCase(LIVE);
        List<AlertStatus> meant = Arrays.stream(AlertStatus.values())
                .filter(status -> (live || state.equalsIgnoreCase(ENDED))
                        ? status.isLive() == live
                        : status.name().equalsIgnoreCase(state))
                .toList();
        if (meant.isEmpty()) {
            throw ProblemException.badParameter(
                    "state",
                    "'" + state + "' is neither live nor ended nor one of " + Arrays.toString(AlertStatus.values()));
        }
        return meant;
    }

    private static @Nullable AlertPosition position(@Nullable String text) {
        try {
            return text == null ? null : AlertPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter("after", String.valueOf(e.getMessage()));
        }
    }

    private void one(Context request) {
        new Parameters(request);
        AlertId id = id(request);
        if (!elsewhere.answers(request, StoreNames.ALERTS, id.subject())) {
            SubjectRoutes.json(request, monitor.alerts().queries().detail(id));
        }
    }

    private void revisions(Context request) {
        new Parameters(request);
        SubjectRoutes.json(request, monitor.alerts().revisions(id(request)));
    }

    private void act(Context request) throws IOException {
        Parameters parameters = new Parameters(request, "by");
        AlertId id = id(request);
        Wanted wanted = RequestBody.read(request, Wanted.class);
        AlertAction action = action(id, wanted, Gate.who(request, parameters.text("by")));
        String caller = Gate.caller(request).name();
        if (elsewhere.holds(StoreNames.ALERTS, id.subject())) {
            SubjectRoutes.json(request, monitor.alerts().act(action, caller, Gate.surface(request)));
        } else {
            actElsewhere(request, action, caller);
        }
    }

    /** Every instance writes actions; only the owner of the alert can say whether it stands, and what became of it. */
    private void actElsewhere(Context request, AlertAction action, String caller) {
        String path = "/api/v1/alerts/" + UrlText.encode(action.alertId().toString());
        String subject = action.alertId().subject();
        Peers.Answer answer = elsewhere.askOwner(request, StoreNames.ALERTS, subject, path);
        if (answer.status() == 200) {
            monitor.alerts().append(action, caller, Gate.surface(request));
            answer = elsewhere.askOwner(request, StoreNames.ALERTS, subject, path);
        }
        Elsewhere.relay(request, answer);
    }

    private AlertAction action(AlertId id, Wanted wanted, String who) {
        String comment = wanted.comment();
        if (comment != null && comment.length() > MOST_COMMENT) {
            throw refusal("a comment has " + MOST_COMMENT + " characters at most");
        }
        try {
            return new AlertAction(
                    id,
                    constant("action", wanted.action(), AlertAction.Kind.class),
                    who,
                    monitor.clock().instant(),
                    wanted.disposition() == null
                            ? null
                            : constant("disposition", wanted.disposition(), Disposition.class),
                    comment);
        } catch (IllegalArgumentException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> E constant(String field, String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw refusal(field + " '" + text + "' is none of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    private static ProblemException refusal(String why) {
        return new ProblemException(422, "Refused", why);
    }

    /** @throws ProblemException 400 if the path holds no alert's id */
    static AlertId id(Context request) {
        try {
            return AlertId.parse(request.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "Bad id", String.valueOf(e.getMessage()));
        }
    }
}
