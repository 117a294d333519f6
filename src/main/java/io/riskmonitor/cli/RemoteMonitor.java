package io.riskmonitor.cli;

import io.riskmonitor.access.AuditEntry;
import io.riskmonitor.access.Role;
import io.riskmonitor.access.TokenView;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.broker.DataDirLock;
import io.riskmonitor.feed.IngestSummary;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.query.Explanation;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.runtime.LiveRegistry;
import io.riskmonitor.serde.JsonText;
import io.riskmonitor.text.UrlText;
import io.riskmonitor.topic.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The monitor that another process runs on the same data directory, reached by its HTTP API. */
final class RemoteMonitor implements MonitorAccess, TokenAccess {
    /** Keys of the note that a running monitor leaves in its data directory. */
    static final String HTTP_ADDRESS = "http";

    static final String TOKEN = "token";
    private static final String ALERTS = "/api/v1/alerts";
    private static final String TOKEN_HEADER = "X-Handover-Token";
    private static final int NOT_FOUND = 404;
    private static final int SUCCESS = 2;

    private final URI address;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    /** What a problem document says. */
    private record Problem(@Nullable String title, @Nullable String detail) {}

    /** The body of a hand-over. */
    private record HandOver(
            String source,
            List<String> files,
            boolean complete,
            @Nullable String layout) {}

    private record RegistryChange(
            @Nullable String file,
            boolean complete,
            @Nullable String remove,
            String recordedBy) {}

    /** The body of a wish for a token. */
    private record WantedToken(
            String name, Role role, @Nullable Instant expiresAt) {}

    private RemoteMonitor(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** The monitor running on a directory, if one is and serves HTTP. */
    static Optional<RemoteMonitor> on(Path dataDir) {
        if (!DataDirLock.isHeld(dataDir)) {
            return Optional.empty();
        }
        return DataDirLock.owner(dataDir)
                .filter(owner -> owner.containsKey(HTTP_ADDRESS) && owner.containsKey(TOKEN))
                .map(owner -> new RemoteMonitor(URI.create(get(owner, HTTP_ADDRESS)), get(owner, TOKEN)));
    }

    private static String get(Map<String, String> owner, String key) {
        return owner.getOrDefault(key, "");
    }

    @Override
    public List<SubjectView> regions(@Nullable Instant at) {
        return JsonText.readList(get("/api/v1/regions" + query(at, Set.of())), SubjectView.class);
    }

    @Override
    public List<SubjectView> projects(@Nullable Instant at) {
        return JsonText.readList(get("/api/v1/projects" + query(at, Set.of())), SubjectView.class);
    }

    @Override
    public Explanation explain(String subject, @Nullable Instant at, Set<String> without) {
        return JsonText.read(
                get("/internal/explanation" + query(at, without, "subject=" + UrlText.encode(subject))),
                Explanation.class);
    }

    @Override
    public List<DeadLetter> deadLetters(@Nullable String source) {
        return JsonText.readList(
                get("/internal/dead-letters" + (source == null ? "" : "?source=" + UrlText.encode(source))),
                DeadLetter.class);
    }

    @Override
    public AlertPage alerts(AlertQueries.Filter filter) {
        StringBuilder query = new StringBuilder("?limit=" + filter.limit());
        filter.statuses().forEach(status -> query.append("&state=").append(status));
        filter.kinds().forEach(kind -> query.append("&kind=").append(kind));
        if (filter.least() != null) {
            query.append("&level=").append(filter.least());
        }
        if (filter.subject() != null) {
            query.append("&subject=").append(UrlText.encode(filter.subject()));
        }
        if (filter.since() != null) {
            query.append("&since=").append(UrlText.encode(filter.since().toString()));
        }
        return JsonText.read(get(ALERTS + query), AlertPage.class);
    }

    @Override
    public AlertDetail alert(AlertId id) {
        return JsonText.read(get(ALERTS + "/" + UrlText.encode(id.toString())), AlertDetail.class);
    }

    @Override
    public List<Alert> revisions(AlertId id) {
        return JsonText.readList(get(ALERTS + "/" + UrlText.encode(id.toString()) + "/revisions"), Alert.class);
    }

    @Override
    public AlertDetail act(AlertId id, Wish wish) {
        return JsonText.read(
                post(ALERTS + "/" + UrlText.encode(id.toString()) + "/actions?by=" + UrlText.encode(wish.by()), wish),
                AlertDetail.class);
    }

    @Override
    public IngestSummary ingest(IngestRequest request, LongConsumer progress) {
        HandOver body = new HandOver(
                request.source(),
                request.files().stream()
                        .map(file -> file.toAbsolutePath().toString())
                        .toList(),
                request.complete(),
                request.layout());
        return JsonText.read(post("/internal/ingest", body), IngestSummary.class);
    }

    @Override
    public TokenView createToken(String name, Role role, @Nullable Instant expiresAt) {
        return JsonText.read(post("/api/v1/tokens", new WantedToken(name, role, expiresAt)), TokenView.class);
    }

    @Override
    public List<TokenView> tokens() {
        return JsonText.readList(get("/api/v1/tokens"), TokenView.class);
    }

    @Override
    public void revokeToken(String name) {
        send(request("/api/v1/tokens/" + UrlText.encode(name)).DELETE().build());
    }

    @Override
    public List<AuditEntry> audit(int most) {
        return JsonText.readList(get("/api/v1/audit?limit=" + most), AuditEntry.class);
    }

    @Override
    public LiveRegistry.Changes publish(Path file, boolean complete, String recordedBy) {
        return change(new RegistryChange(file.toAbsolutePath().toString(), complete, null, recordedBy));
    }

    @Override
    public LiveRegistry.Changes removeProject(String id, String recordedBy) {
        return change(new RegistryChange(null, false, id, recordedBy));
    }

    private LiveRegistry.Changes change(RegistryChange change) {
        return JsonText.read(
                send(request("/internal/registry")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(change)))
                        .build()),
                LiveRegistry.Changes.class);
    }

    @Override
    public void close() {
        // The client's threads are daemons; there is nothing to give back.
    }

    private String post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonText.of(body)))
                .build());
    }

    private String get(String path) {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header(TOKEN_HEADER, token);
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 == SUCCESS) {
                return response.body();
            }
            Problem problem = JsonText.read(response.body(), Problem.class);
            String said = problem.detail() != null ? problem.detail() : String.valueOf(problem.title());
            if (response.statusCode() == NOT_FOUND) {
                throw new UnknownSubjectException(said);
            }
            throw new UncheckedIOException(
                    new IOException("the monitor at " + address + " answered " + response.statusCode() + ": " + said));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException("the monitor at " + address + " cannot be reached: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the monitor", e);
        }
    }

    private static String query(@Nullable Instant at, Set<String> without, String... more) {
        StringBuilder query = new StringBuilder();
        for (String part : more) {
            query.append('&').append(part);
        }
        if (at != null) {
            query.append("&at=").append(UrlText.encode(at.toString()));
        }
        without.forEach(incident -> query.append("&without=").append(UrlText.encode(incident)));
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }
}
