package io.riskmonitor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedPortTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    private static ServerSocket bound() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void shouldComeBackOnTheLastPortWhenAnyWillDoAndItIsFree() throws IOException {
        int port;
        try (ServerSocket socket = bound()) {
            port = socket.getLocalPort();
        }
        new RememberedPort(dir).remember(port);

        assertThat(new RememberedPort(dir).choose(0)).isEqualTo(port);
        assertThat(new RememberedPort(dir).choose(19092)).isEqualTo(19092);
    }

    @Test
    void shouldTakeAnyWhenTheLastIsTakenOrNotANumber() throws IOException {
        try (ServerSocket socket = bound()) {
            new RememberedPort(dir).remember(socket.getLocalPort());
            assertThat(new RememberedPort(dir).choose(0)).isZero();
        }
        Files.writeString(dir.resolve("broker-port"), "garbled");
        assertThat(new RememberedPort(dir).choose(0)).isZero();
    }
}
