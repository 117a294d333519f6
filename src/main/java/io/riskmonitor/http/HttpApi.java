package io.riskmonitor.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.runtime.Monitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitor's HTTP surface, on the loopback address only: as long as there is no authentication, nobody else is served.
 */
public final class HttpApi implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpApi.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final long MOST_BYTES = 1_000_000;
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** Nothing is loaded from anywhere; the page's own style is the only thing that is not text. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Javalin server;
    private final Monitor monitor;
    private final EventStream stream = new EventStream();

    /**
     * Starts serving.
     *
     * @param port on the loopback address; 0 for any free one
     * @param scrape the metrics in Prometheus's text format
     * @param token what commands of the same user show
     */
    public HttpApi(Monitor monitor, int port, Supplier<String> scrape, IngestObserver observer, String token) {
        this.monitor = monitor;
        this.server = Javalin.create(config -> configure(config, scrape, observer, token));
        monitor.scores().listen(stream);
        try {
            server.start(LOOPBACK, port);
        } catch (RuntimeException e) {
            monitor.scores().stopListening(stream);
            throw new IllegalStateException(
                    "HTTP port " + port + " on " + LOOPBACK
                            + " cannot be had; choose another with --http-port, 0 for any free one",
                    e);
        }
    }

    /** The address that is served. */
    public String address() {
        return "http://" + LOOPBACK + ":" + server.port();
    }

    /** What is served, as {@code GET /path/{id}}, sorted; held against the OpenAPI document by a test. */
    SortedSet<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void configure(JavalinConfig config, Supplier<String> scrape, IngestObserver observer, String token) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.prefer405over404 = true;
        RoutesConfig routes = config.routes;
        routes.before(HttpApi::harden);
        new SubjectRoutes(monitor.queries()).addTo(routes);
        new IncidentRoutes(monitor, observer).addTo(routes);
        new RegistryRoutes(monitor).addTo(routes);
        new InternalRoutes(monitor, observer, token).addTo(routes);
        new LandingPage(monitor).addTo(routes);
        routes.before("/api/v1/stream", HttpApi::acceptEvents);
        routes.sse("/api/v1/stream", stream::connect);
        routes.get("/metrics", request -> request.contentType(METRICS_TYPE).result(scrape.get()));
        routes.get("/health/live", request -> SubjectRoutes.json(request, Map.of("status", "live")));
        routes.get("/health/ready", this::ready);
        routes.get(
                "/openapi.json",
                request -> request.contentType("application/json").result(resource("openapi.json")));
        errors(routes);
    }

    /** Who does not say that it takes events would get an empty answer. */
    private static void acceptEvents(Context request) {
        String accept = request.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            throw new ProblemException(
                    406, "Not acceptable", "this is a stream of events; ask with Accept: text/event-stream");
        }
    }

    private void ready(Context request) {
        if (!monitor.isRunning()) {
            throw new NotReadyException("the topologies are not running");
        }
        SubjectRoutes.json(
                request,
                Map.of(
                        "status",
                        "ready",
                        "asOf",
                        monitor.queries()
                                .now()
                                .orElseThrow(() -> new NotReadyException("no tick has come through yet"))));
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, request) -> {
            request.status(e.status());
            answer(request, e.document(request.path()));
        });
        routes.exception(
                UnknownSubjectException.class,
                (e, request) -> problem(request, 404, "Not found", String.valueOf(e.getMessage())));
        routes.exception(
                InvalidFileException.class,
                (e, request) -> problem(request, 422, "Refused", String.valueOf(e.getMessage())));
        routes.exception(NotReadyException.class, (e, request) -> {
            request.header("Retry-After", "5");
            problem(request, 503, "Not ready", "scores cannot be served at the moment: " + e.getMessage());
        });
        routes.exception(
                HttpResponseException.class,
                (e, request) -> problem(request, e.getStatus(), "Refused", String.valueOf(e.getMessage())));
        routes.exception(IOException.class, (e, request) -> {
            log.warn("{} {}: {}", request.method(), request.path(), e.getMessage());
            problem(request, 400, "Not readable", String.valueOf(e.getMessage()));
        });
        routes.exception(Exception.class, (e, request) -> {
            log.error("{} {} failed", request.method(), request.path(), e);
            problem(request, 500, "Failed", "the request could not be answered; the log has the reason");
        });
        routes.error(404, request -> {
            if (request.resultInputStream() == null
                    || !Problem.MEDIA_TYPE.equals(request.res().getContentType())) {
                problem(request, 404, "Not found", "nothing is served at " + request.path());
            }
        });
    }

    private static void problem(Context request, int status, String title, String detail) {
        request.status(status);
        answer(request, Problem.of(status, title, detail, request.path()));
    }

    private static void answer(Context request, Problem problem) {
        request.contentType(Problem.MEDIA_TYPE).result(problem.json());
    }

    private static void harden(Context request) {
        request.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cache-Control", "no-store");
    }

    static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(HttpApi.class.getResourceAsStream("/io/riskmonitor/http/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks " + name, e);
        }
    }

    @Override
    public void close() {
        monitor.scores().stopListening(stream);
        server.stop();
    }
}
