package io.riskmonitor.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The port that a broker got when any was good enough, so that it comes back on the same one. The transactions that a hard
 * stop left half-ended are finished at the next start, at the address that the cluster knows the broker by: on another
 * port the marks of some partitions were lost, and readers of these waited for ever.
 */
final class RememberedPort {
    private static final int ANY = 0;

    private final Path file;

    RememberedPort(Path dataDir) {
        this.file = dataDir.resolve("broker-port");
    }

    /** The wanted port; for any, the last one if it is still free. */
    int choose(int wanted) {
        if (wanted != ANY || !Files.exists(file)) {
            return wanted;
        }
        try {
            int last = Integer.parseInt(Files.readString(file).strip());
            return isFree(last) ? last : ANY;
        } catch (IOException | NumberFormatException e) {
            return ANY;
        }
    }

    void remember(int port) {
        try {
            // Aside and renamed: a kill, or a full disk, must not leave half of it.
            Path aside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(aside, Integer.toString(port));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("broker port cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
