package io.riskmonitor.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names an instance for as long as its data directory lives. */
final class InstanceId {
    private static final String FILE = "instance-id";

    private InstanceId() {}

    static String of(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("instance id " + file + " cannot be kept: " + e.getMessage(), e);
        }
    }
}
