package io.riskmonitor.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a monitor's stream of events as a browser does: it knows the last id it was given. */
public final class EventReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Socket socket;
    private final BufferedReader lines;
    private String lastId;

    /** An event as it was sent. */
    public record Event(String name, String id, String data) {}

    /** @param lastId of the connection before; null for the first */
    public EventReader(URI address, @Nullable String lastId) {
        this.lastId = lastId == null ? "" : lastId;
        try {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            // HTTP 1.0, as it has no chunks between the lines
            socket.getOutputStream()
                    .write(("GET /api/v1/stream HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                    + (lastId == null ? "" : "Last-Event-ID: " + lastId + "\r\n")
                                    + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String status = lines.readLine();
            if (status == null || !status.contains(" 200 ")) {
                throw new AssertionError("the stream was refused: " + status);
            }
            while (!this.lines.readLine().isEmpty()) {
                // headers
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event; null once the server has ended the stream. */
    public @Nullable Event next() {
        String name = "";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line, 6, line.length());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return new Event(name, lastId, data.toString());
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what comes before any event: from then on nothing is missed. */
    public EventReader welcomed() {
        try {
            while (lastId.isEmpty()) {
                String line = lines.readLine();
                if (line != null && line.startsWith("id: ")) {
                    lastId = line.substring(4);
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
