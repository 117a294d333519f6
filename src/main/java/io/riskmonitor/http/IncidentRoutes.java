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
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.query.IncidentQueries;
import io.riskmonitor.query.IncidentView;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.runtime.Peers;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.UrlText;
import io.riskmonitor.topology.StoreNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Incidents: reading them, entering them at the desk, and taking them back. */
final class IncidentRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;
    private static final String BODY = "request body";

    /** One instance matches all reports, so that any key leads to it. */
    private static final String ANY = "";

    private final Monitor monitor;
    private final IngestObserver observer;
    private final Elsewhere elsewhere;

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

    IncidentRoutes(Monitor monitor, IngestObserver observer, Elsewhere elsewhere) {
        this.monitor = monitor;
        this.elsewhere = elsewhere;
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
        IncidentQueries.Filter filter = new IncidentQueries.Filter(
                parameters.from("from"),
                parameters.moment("to"),
                parameters.oneOf("type", IncidentType.class),
                parameters.text("region"),
                parameters.number("limit", DEFAULT_LIMIT, MOST));
        if (!elsewhere.answers(request, StoreNames.MATCHED_REPORTS, ANY)) {
            SubjectRoutes.json(request, monitor.incidents().find(filter));
        }
    }

    private void one(Context request) {
        new Parameters(request);
        Elsewhere.relay(request, find(request, id(request)));
    }

    /**
     * As the instance that matches tells it; in the moment before that one knows of a report, as the one does that took it in.
     *
     * @throws ProblemException 404 if neither knows it
     */
    private Peers.Answer find(Context request, ReportId id) {
        String key = id.toString();
        String path = "/api/v1/incidents/" + UrlText.encode(key);
        for (String store : List.of(StoreNames.MATCHED_REPORTS, StoreNames.REPORTS)) {
            if (Elsewhere.isAskedByPeer(request) || elsewhere.holds(store, key)) {
                Optional<IncidentView> here = monitor.incidents().byId(id);
                if (here.isPresent()) {
                    return new Peers.Answer(200, "application/json", JsonText.of(here.get()));
                }
            } else {
                Peers.Answer there = elsewhere.askOwner(request, store, key, path);
                if (there.status() != 404) {
                    return there;
                }
            }
        }
        throw new ProblemException(404, "Not found", "no incident '" + id + "' stands");
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
        ReportId id = id(request);
        Peers.Answer standing = find(request, id);
        if (standing.status() != 200) {
            Elsewhere.relay(request, standing);
            return;
        }
        // The report of that id is taken back; what others report of the same event stands.
        monitor.ingest(
                new Retraction(id),
                List.of(new Body(new byte[0])),
                options(Gate.caller(request).name(), null),
                observer,
                Gate.change(request, ChangeKind.INCIDENT_RETRACTED, ""));
        request.status(204);
    }

    private static ReportId id(Context request) {
        try {
            return ReportId.parse(request.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "Bad id", String.valueOf(e.getMessage()));
        }
    }

    private Ingest.Options options(String who, @Nullable String layout) {
        return new Ingest.Options(false, monitor.clock().instant(), who, layout, rows -> {});
    }
}
