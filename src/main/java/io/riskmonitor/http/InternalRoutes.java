package io.riskmonitor.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.feed.Ingest;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.feed.ReportAdapter;
import io.riskmonitor.feed.ReportAdapters;
import io.riskmonitor.runtime.FileInput;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.serde.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other commands on this machine ask of the running monitor. The token lies in the data directory, readable by the same
 * user only: whoever has it could as well read and write the data itself.
 */
final class InternalRoutes {
    private static final String TOKEN_HEADER = "X-Handover-Token";

    private final Monitor monitor;
    private final IngestObserver observer;
    private final String token;

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

    InternalRoutes(Monitor monitor, IngestObserver observer, String token) {
        this.monitor = monitor;
        this.observer = observer;
        this.token = token;
    }

    void addTo(RoutesConfig routes) {
        routes.before("/internal/*", this::admit);
        routes.post("/internal/ingest", this::ingest);
        routes.post("/internal/registry", this::changeRegistry);
        routes.get("/internal/explanation", this::explain);
        routes.get("/internal/dead-letters", this::deadLetters);
    }

    private void admit(Context request) {
        String given = request.header(TOKEN_HEADER);
        if (given == null
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(403, "Forbidden", "this address serves commands of the same user only");
        }
    }

    private void ingest(Context request) throws IOException {
        HandOver wanted = JsonText.read(request.body(), HandOver.class);
        ReportAdapter adapter = ReportAdapters.all()
                .named(wanted.source())
                .orElseThrow(() -> new ProblemException(400, "Bad source", "no source '" + wanted.source() + "'"));
        SubjectRoutes.json(
                request,
                monitor.ingest(
                        adapter,
                        wanted.files().stream()
                                .map(file -> new FileInput(Path.of(file)))
                                .toList(),
                        new Ingest.Options(
                                wanted.complete(),
                                monitor.clock().instant(),
                                "ingest " + wanted.source(),
                                wanted.layout(),
                                rows -> {}),
                        observer));
        monitor.settle();
    }

    private void changeRegistry(Context request) {
        RegistryChange wanted = JsonText.read(request.body(), RegistryChange.class);
        LiveRegistry.Changes changes = wanted.remove() != null
                ? monitor.registry().remove(wanted.remove(), wanted.recordedBy())
                : monitor.registry()
                        .publish(
                                RegistryFile.projects(Path.of(String.valueOf(wanted.file()))),
                                wanted.complete(),
                                wanted.recordedBy());
        monitor.settle();
        SubjectRoutes.json(request, changes);
    }

    private void explain(Context request) {
        Parameters parameters = new Parameters(request, "subject", "at", "without");
        String subject = parameters.text("subject");
        if (subject == null) {
            throw ProblemException.badParameter("subject", "is missing");
        }
        SubjectRoutes.json(
                request, monitor.queries().explain(subject, parameters.moment("at"), parameters.texts("without")));
    }

    private void deadLetters(Context request) {
        SubjectRoutes.json(request, monitor.deadLetters(new Parameters(request, "source").text("source")));
    }
}
