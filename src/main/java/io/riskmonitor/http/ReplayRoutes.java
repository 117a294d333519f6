package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.Permission;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.replay.ReplayHost;
import io.riskmonitor.replay.ReplayWish;
import io.riskmonitor.replay.RunOrder;
import io.riskmonitor.replay.RunView;
import io.riskmonitor.replay.Speed;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replays: what runs there are, what they say of a moment, and how they are to go on. */
final class ReplayRoutes {
    private final ReplayHost host;

    /** The body of a wish for a run. */
    private record Wanted(
            String input,
            String from,
            String to,
            @Nullable String name,
            @Nullable String tick,
            @Nullable Boolean asKnown,
            @Nullable List<String> without,
            @Nullable String speed,
            @Nullable Boolean paused) {}

    private record WantedOrder(
            String action,
            @Nullable Integer ticks,
            @Nullable String at) {}

    ReplayRoutes(ReplayHost host) {
        this.host = host;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/replays", this::list, needs(Permission.READ));
        routes.post("/api/v1/replays", this::start, needs(Permission.REPLAY));
        routes.get("/api/v1/replays/{id}", this::one, needs(Permission.READ));
        routes.delete("/api/v1/replays/{id}", this::delete, needs(Permission.REPLAY));
        routes.get("/api/v1/replays/{id}/scores", this::scores, needs(Permission.READ));
        routes.post("/api/v1/replays/{id}/actions", this::act, needs(Permission.REPLAY));
    }

    private void list(Context request) {
        new Parameters(request);
        SubjectRoutes.json(request, Map.of("runs", host.replays().list()));
    }

    private void one(Context request) {
        new Parameters(request);
        SubjectRoutes.json(request, host.replays().find(request.pathParam("id")));
    }

    private void scores(Context request) {
        Parameters parameters = new Parameters(request, "at");
        SubjectRoutes.json(request, host.replays().scores(request.pathParam("id"), parameters.moment("at")));
    }

    private void start(Context request) throws IOException {
        new Parameters(request);
        Wanted wanted = RequestBody.read(request, Wanted.class);
        RunView run = host.start(wish(wanted));
        request.status(202).header("Location", "/api/v1/replays/" + run.id());
        SubjectRoutes.json(request, run);
    }

    private static ReplayWish wish(Wanted wanted) {
        if (!wanted.input().equals("history") && !wanted.input().equals("live-log")) {
            throw refusal("input '" + wanted.input() + "' is neither history nor live-log");
        }
        try {
            return new ReplayWish(
                    wanted.name(),
                    wanted.input().equals("live-log"),
                    Parameters.read(wanted.from(), 0),
                    Parameters.read(wanted.to(), 1),
                    wanted.tick() == null ? Duration.ofDays(1) : Duration.parse(wanted.tick()),
                    Boolean.TRUE.equals(wanted.asKnown()),
                    incidents(wanted.without()),
                    wanted.speed() == null ? Speed.MAX : Speed.parse(wanted.speed()),
                    Boolean.TRUE.equals(wanted.paused()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static Set<ReportId> incidents(@Nullable List<String> ids) {
        Set<ReportId> incidents = new LinkedHashSet<>();
        Objects.requireNonNullElse(ids, List.<String>of()).forEach(id -> incidents.add(ReportId.parse(id)));
        return incidents;
    }

    private void act(Context request) throws IOException {
        new Parameters(request);
        WantedOrder wanted = RequestBody.read(request, WantedOrder.class);
        SubjectRoutes.json(request, host.replays().order(request.pathParam("id"), order(wanted)));
    }

    private static RunOrder order(WantedOrder wanted) {
        RunOrder.Action action = Arrays.stream(RunOrder.Action.values())
                .filter(known -> known.name().equals(wanted.action().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> refusal(
                        "action '" + wanted.action() + "' is none of " + Arrays.toString(RunOrder.Action.values())));
        int otherwise = action == RunOrder.Action.STEP ? 1 : 0;
        try {
            Instant at = wanted.at() == null ? null : Parameters.read(wanted.at(), 1);
            return new RunOrder(action, wanted.ticks() == null ? otherwise : wanted.ticks(), at);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private void delete(Context request) {
        new Parameters(request);
        host.replays().delete(request.pathParam("id"));
        request.status(204);
    }

    private static ProblemException refusal(String why) {
        return new ProblemException(422, "Refused", why);
    }
}
