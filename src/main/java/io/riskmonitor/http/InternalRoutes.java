package io.riskmonitor.http;

import static io.riskmonitor.http.Needs.needs;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.access.Permission;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.runtime.FileInput;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.UrlText;
import io.riskmonitor.topology.StoreNames;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What other commands on this machine ask of the running monitor. The token lies in the data directory, readable by the same
 * user only: whoever has it could as well read and write the data itself.
 */
final class InternalRoutes {
    private final Monitor monitor;
    private final IngestObserver observer;
    private final Elsewhere elsewhere;

    private record HandOver(
            String source,
            List<String> files,
            boolean complete,
            @Nullable String layout) {}

    /** Either a file of projects to be put, or the id of a project to be removed. */
    private record RegistryChange(
            @Nullable String file,
            boolean complete,
            @Nullable String remove,
            String recordedBy) {}

    InternalRoutes(Monitor monitor, IngestObserver observer, Elsewhere elsewhere) {
        this.monitor = monitor;
        this.elsewhere = elsewhere;
        this.observer = observer;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/internal/ingest", this::ingest, needs(Permission.HAND_OVER));
        routes.post("/internal/registry", this::changeRegistry, needs(Permission.HAND_OVER));
        routes.get("/internal/explanation", this::explain, needs(Permission.HAND_OVER));
        routes.get("/internal/dead-letters", this::deadLetters, needs(Permission.HAND_OVER));
    }

    private void ingest(Context request) throws IOException {
        HandOver wanted = RequestBody.read(request, HandOver.class);
        ReportAdapter adapter = ReportAdapters.all()
                .named(wanted.source())
                .orElseThrow(() -> new ProblemException(400, "Bad source", "no source '" + wanted.source() + "'"));
        Ingest.Options options = new Ingest.Options(
                wanted.complete(), monitor.clock().instant(), "ingest " + wanted.source(), wanted.layout(), rows -> {});
        Change change = Gate.change(
                request, ChangeKind.FILES_INGESTED, wanted.source() + ": " + String.join(", ", wanted.files()));
        try {
            List<FileInput> inputs = wanted.files().stream()
                    .map(file -> new FileInput(Path.of(file)))
                    .toList();
            SubjectRoutes.json(request, monitor.ingest(adapter, inputs, options, observer, change));
        } catch (UnreadableFileException e) {
            throw e;
        } catch (IOException | InvalidPathException e) {
            // The command named the file, so it may be told what is wrong with it.
            throw new ProblemException(400, "Not readable", e.toString());
        }
        monitor.settle();
    }

    private void changeRegistry(Context request) throws IOException {
        RegistryChange wanted = RequestBody.read(request, RegistryChange.class);
        Change change = Gate.change(request, ChangeKind.REGISTRY_PUBLISHED, "by " + wanted.recordedBy());
        LiveRegistry.Changes changes = wanted.remove() != null
                ? monitor.registry().remove(wanted.remove(), wanted.recordedBy(), change)
                : monitor.registry()
                        .publish(
                                RegistryFile.projects(Path.of(String.valueOf(wanted.file()))),
                                wanted.complete(),
                                wanted.recordedBy(),
                                change);
        monitor.settle();
        SubjectRoutes.json(request, changes);
    }

    private void explain(Context request) {
        Parameters parameters = new Parameters(request, "subject", "at", "without");
        String subject = parameters.text("subject");
        if (subject == null) {
            throw ProblemException.badParameter("subject", "is missing");
        }
        Instant at = parameters.moment("at");
        Set<String> without = parameters.texts("without");
        RiskQueries.Meant meant = monitor.queries().meant(subject);
        if (elsewhere.holds(StoreNames.HAZARDS, meant.ownerKey())) {
            SubjectRoutes.json(request, monitor.queries().explain(subject, at, without));
        } else {
            Elsewhere.relay(
                    request,
                    elsewhere.askOwner(request, StoreNames.HAZARDS, meant.ownerKey(), path(meant, at, without)));
        }
    }

    /** The explanation as the API serves it, which the instance that owns the subject is asked for. */
    private static String path(RiskQueries.Meant meant, @Nullable Instant at, Set<String> without) {
        List<String> query = new ArrayList<>();
        if (at != null) {
            query.add("at=" + at);
        }
        if (meant.site() != null) {
            query.add("site=" + UrlText.encode(meant.site()));
        }
        without.forEach(incident -> query.add("without=" + UrlText.encode(incident)));
        return "/api/v1/" + (meant.kind() == SubjectId.Kind.REGION ? "regions/" : "projects/")
                + UrlText.encode(meant.id()) + "/explanation?" + String.join("&", query);
    }

    private void deadLetters(Context request) {
        SubjectRoutes.json(request, monitor.deadLetters(new Parameters(request, "source").text("source")));
    }
}
