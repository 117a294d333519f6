package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Permission;
import io.riskmonitor.feed.DeskAdapter;
import io.riskmonitor.feed.FeedContext;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.RowOutcome;
import io.riskmonitor.feed.UnreadableFileException;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.runtime.Monitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Incidents: reading them, entering them at the desk, and taking them back. */
final class IncidentRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final String BODY = "request body";

    private final Monitor monitor;
    private final IngestObserver observer;

    /** What became of a desk entry: how many told something new, and which they were. */
    private record Entered(List<String> ids, long revisions, long unchanged) {}

    /** The request's body as an input that can be read once more. */
    private static final class Body implements Ingest.Input {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return BODY;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** Says the same retraction whatever it is given to read. */
    private record Retraction(ReportId id) implements ReportAdapter {
        @Override
        public String source() {
            return id.source();
        }

        @Override
        public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) {
            outcomes.accept(
                    new RowOutcome.Accepted(1, new Revision(id, context.recordedAt(), context.recordedBy(), null)));
        }
    }

    IncidentRoutes(Monitor monitor, IngestObserver observer) {
        this.monitor = monitor;
        this.observer = observer;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/incidents", this::list, needs(Permission.READ));
        routes.get("/api/v1/incidents/{id}", this::one, needs(Permission.READ));
        routes.post("/api/v1/incidents", this::enter, needs(Permission.ENTER_INCIDENTS));
        routes.delete("/api/v1/incidents/{id}", this::retract, needs(Permission.ENTER_INCIDENTS));
    }

    private void list(Context request) {
        Parameters parameters = new Parameters(request, "from", "to", "type", "region", "limit");
        SubjectRoutes.json(
                request,
                monitor.incidents()
                        .find(new IncidentQueries.Filter(
                                parameters.from("from"),
                                parameters.moment("to"),
                                parameters.oneOf("type", IncidentType.class),
                                parameters.text("region"),
                                parameters.number("limit", DEFAULT_LIMIT, MOST))));
    }

    private void one(Context request) {
        new Parameters(request);
        SubjectRoutes.json(request, standing(request));
    }

    /** All entries of a request or none: the first pass finds every fault, the second writes. */
    private void enter(Context request) throws IOException {
        new Parameters(request);
        DeskAdapter desk = new DeskAdapter("desk");
        Body body = new Body(RequestBody.bytes(request, MediaTypes.JSON));
        Ingest.Options options = options(Gate.caller(request).name(), "json");
        List<String> ids = new ArrayList<>();
        List<Problem.FieldError> errors = new ArrayList<>();
        try {
            desk.read(
                    body.open(),
                    new FeedContext(
                            BODY,
                            options.recordedAt(),
                            options.recordedBy(),
                            options.layout(),
                            monitor.world().regions()),
                    outcome -> {
                        outcome.reportId().ifPresent(id -> ids.add(id.toString()));
                        if (outcome instanceof RowOutcome.Refused r) {
                            errors.add(new Problem.FieldError(r.row(), r.field(), r.value(), r.reason(), r.message()));
                        }
                    });
        } catch (UnreadableFileException e) {
            throw new ProblemException(400, "Not readable", String.valueOf(e.getMessage()));
        }
        if (!errors.isEmpty() || ids.isEmpty()) {
            throw new ProblemException(
                    422,
                    "Refused",
                    errors.isEmpty()
                            ? "the body holds no entry"
                            : "nothing was entered: " + errors.get(0).message(),
                    errors);
        }
        var summary = monitor.ingest(
                desk, List.of(body), options, observer, Gate.change(request, ChangeKind.INCIDENTS_ENTERED, ""));
        request.status(201);
        SubjectRoutes.json(request, new Entered(ids, summary.revisions(), summary.unchanged()));
    }

    private void retract(Context request) throws IOException {
        new Parameters(request);
        Incident standing = standing(request);
        monitor.ingest(
                new Retraction(standing.account().id()),
                List.of(new Body(new byte[0])),
                options(Gate.caller(request).name(), null),
                observer,
                Gate.change(request, ChangeKind.INCIDENT_RETRACTED, ""));
        request.status(204);
    }

    private Incident standing(Context request) {
        String text = request.pathParam("id");
        ReportId id;
        try {
            id = ReportId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "Bad id", String.valueOf(e.getMessage()));
        }
        return monitor.incidents()
                .byId(id)
                .orElseThrow(() -> new ProblemException(404, "Not found", "no incident '" + text + "' stands"));
    }

    private Ingest.Options options(String who, @Nullable String layout) {
        return new Ingest.Options(false, monitor.clock().instant(), who, layout, rows -> {});
    }
}
