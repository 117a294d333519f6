package io.riskmonitor.testing;

import io.riskmonitor.config.HttpConfig;
import io.riskmonitor.config.MonitorConfig;
import io.riskmonitor.config.World;
import io.riskmonitor.feed.IngestObserver;
import io.riskmonitor.http.HttpApi;
import io.riskmonitor.runtime.Monitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A whole monitor that serves HTTP from this JVM, with its embedded broker. */
public final class ServedMonitor implements AutoCloseable {
    public static final String HAND_OVER = "the-same-users-commands";
    private static final Duration TICK = Duration.ofMillis(200);

    private final Monitor monitor;
    private final HttpApi http;
    private final HttpClient client = HttpClient.newHttpClient();

    public ServedMonitor(Path dataDir, HttpConfig http) {
        this(LiveMonitor.small(dataDir, TICK), http);
    }

    public ServedMonitor(MonitorConfig config, HttpConfig httpConfig) {
        this.monitor = Monitor.start(config, World.load(config), Clock.systemUTC());
        try {
            this.http = new HttpApi(monitor, httpConfig, () -> "up 1\n", IngestObserver.NONE, HAND_OVER);
        } catch (RuntimeException e) {
            monitor.close();
            throw e;
        }
    }

    public Monitor monitor() {
        return monitor;
    }

    public HttpApi http() {
        return http;
    }

    public URI address() {
        return URI.create(http.address());
    }

    /** A request with these headers, given as names and values in turn. */
    public HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.address() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    /** Bytes as no client would send them; returns all that comes back until the server closes. */
    public String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket(address().getHost(), address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        http.close();
        monitor.close();
    }
}
