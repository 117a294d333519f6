package io.riskmonitor.http;

import static io.riskmonitor.access.Permission.READ;
import static io.riskmonitor.http.Needs.needs;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.replay.ReplayHost;
import io.riskmonitor.runtime.Monitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The monitor's HTTP surface. Without tokens only the loopback address is served.
 */
public final class HttpApi implements AutoCloseable {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** Nothing is loaded from elsewhere, and nothing in a page runs that is not a file of ours. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final Javalin server;
    private final Monitor monitor;
    private final HttpConfig http;
    private final Gate gate;
    private final Sessions sessions = new Sessions();
    private final EventStream stream;
    private final ReplayHost replays;

    /**
     * Starts serving.
     *
     * @param scrape the metrics in Prometheus's text format
     * @param handOverToken what commands of the same user show
     * @throws UnservableException if the address cannot be had, or others could reach it and there is no token
     */
    public HttpApi(
            Monitor monitor, HttpConfig http, Supplier<String> scrape, IngestObserver observer, String handOverToken) {
        this.monitor = monitor;
        this.http = http;
        boolean onLoopback = addressOf(http.host()).isLoopbackAddress();
        if (!onLoopback
                && !monitor.tokens()
                        .current()
                        .anyValidAt(monitor.tokens().clock().instant())) {
            throw new UnservableException("HTTP on " + http.host() + " would be open to everybody who can reach it:"
                    + " make a token first with 'tokens create --name NAME --role ROLE', or leave out --http-host");
        }
        this.gate = new Gate(
                monitor.tokens(), sessions, new RateLimits(http.requestsPerSecond()), handOverToken, onLoopback);
        this.stream = new EventStream(gate, monitor.scores());
        this.replays = new ReplayHost(monitor);
        this.server = Javalin.create(config -> configure(config, scrape, observer));
        try {
            server.start(http.host(), http.port());
        } catch (RuntimeException e) {
            stream.close();
            throw new UnservableException(
                    "HTTP port " + http.port() + " on " + http.host()
                            + " cannot be had; choose another with --http-port, 0 for any free one",
                    e);
        }
    }

    /** An address that is served and that this machine can reach. */
    public String address() {
        InetAddress bound = addressOf(http.host());
        String host = bound.isAnyLocalAddress() ? HttpConfig.LOOPBACK : http.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    }

    /** The address that links for readers begin with. */
    private String publicAddress() {
        return Objects.requireNonNullElseGet(http.publicAddress(), this::address);
    }

    /** What is served, as {@code GET /path/{id}}, sorted; held against the OpenAPI document by a test. */
    SortedSet<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with what each route needs. */
    List<Routes.Route> registered() {
        return new Routes(server.unsafe.internalRouter).all();
    }

    /** How much of the event stream is held in memory, for all viewers together. */
    long streamBytesHeld() {
        return stream.bytesHeld();
    }

    private static InetAddress addressOf(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UnservableException("HTTP host '" + host + "' is no address of this machine", e);
        }
    }

    private void configure(JavalinConfig config, Supplier<String> scrape, IngestObserver observer) {
        JettySettings.apply(config);
        RoutesConfig routes = config.routes;
        routes.before(HttpApi::harden);
        Routes registered = new Routes(config.unsafe.internalRouter);
        routes.before(request -> gate.admit(request, registered.needs(request)));
        routes.before(registered::answerHead);
        Elsewhere elsewhere = new Elsewhere(monitor.peers(), monitor.queries());
        new SubjectRoutes(monitor.queries(), elsewhere).addTo(routes);
        new IncidentRoutes(monitor, observer, elsewhere).addTo(routes);
        new FeedRoutes(monitor.queries(), elsewhere).addTo(routes);
        new AlertRoutes(monitor, elsewhere).addTo(routes);
        new CapRoutes(monitor, this::publicAddress).addTo(routes);
        new RegistryRoutes(monitor).addTo(routes);
        new ReplayRoutes(replays).addTo(routes);
        new InternalRoutes(monitor, observer, elsewhere).addTo(routes);
        new TokenRoutes(monitor).addTo(routes);
        new SessionRoutes(sessions, monitor.tokens()).addTo(routes);
        new DeskPage(monitor, elsewhere).addTo(routes);
        stream.addTo(routes);
        routes.get("/metrics", request -> request.contentType(METRICS_TYPE).result(scrape.get()), needs(READ));
        routes.get("/health/live", request -> SubjectRoutes.json(request, Map.of("status", "live")), Needs.NOTHING);
        routes.get("/health/ready", this::ready, Needs.NOTHING);
        routes.get(
                "/openapi.json",
                request -> request.contentType("application/json").result(resource("openapi.json")),
                needs(READ));
        Problems.addTo(routes);
        registered.requireNeeds();
    }

    private void ready(Context request) {
        if (!monitor.isRunning()) {
            throw new NotReadyException("the topologies are not running");
        }
        if (monitor.room().isShort()) {
            throw new NotReadyException("the disk is full: nothing is taken in and no time told until there is room");
        }
        Optional<Instant> asOf = monitor.queries().now();
        if (asOf.isEmpty() && !monitor.ownsNothing()) {
            throw new NotReadyException("no tick has come through yet");
        }
        SubjectRoutes.json(
                request,
                asOf.<Map<String, Object>>map(moment -> Map.of("status", "ready", "asOf", moment))
                        .orElse(Map.of("status", "ready")));
    }

    private static void harden(Context request) {
        request.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cache-Control", "no-store");
    }

    /** @param name within our own resources; from a slash on within all of the jar */
    static String resource(String name) {
        String path = name.startsWith("/") ? name : "/io/riskmonitor/http/" + name;
        try (InputStream in = Objects.requireNonNull(HttpApi.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks " + name, e);
        }
    }

    @Override
    public void close() {
        stream.close();
        server.stop();
        replays.close();
    }
}
