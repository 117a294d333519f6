package io.riskmonitor.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An HTTP server on the loopback address that keeps what it is sent, and answers as it is told. */
public final class RecordingServer implements AutoCloseable {
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private volatile CountDownLatch turnstile = new CountDownLatch(0);
    private Answer usual = new Answer(200, "{}", Map.of());

    /** What came in. */
    public record Request(URI uri, Headers headers, String body) {
        public @Nullable String header(String name) {
            return headers.getFirst(name);
        }
    }

    private record Answer(int status, String body, Map<String, String> headers) {}

    private RecordingServer(HttpServer server) {
        this.server = server;
    }

    public static RecordingServer start() {
        return start(0);
    }

    public static RecordingServer start(int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            RecordingServer server = new RecordingServer(http);
            http.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Answer answer = server.next(new Request(exchange.getRequestURI(), exchange.getRequestHeaders(), body));
                server.waitForTheTurnstile();
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
                if (text.length > 0) {
                    exchange.getResponseBody().write(text);
                }
                exchange.close();
            });
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitForTheTurnstile() {
        try {
            turnstile.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes requests in, and answers none before {@link #release}. */
    public void hold() {
        turnstile = new CountDownLatch(1);
    }

    public void release() {
        turnstile.countDown();
    }

    private synchronized Answer next(Request request) {
        requests.add(request);
        Answer next = answers.poll();
        return next == null ? usual : next;
    }

    /** How all requests are answered for which nothing else is said. */
    public synchronized RecordingServer usually(int status, String body) {
        usual = new Answer(status, body, Map.of());
        return this;
    }

    /** How the next request is answered that has no answer yet. */
    public synchronized RecordingServer then(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers));
        return this;
    }

    public synchronized RecordingServer then(int status, String body) {
        return then(status, body, Map.of());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        // stop() joins the thread that answers: one that is held would hold it for ever
        release();
        server.stop(0);
    }
}
