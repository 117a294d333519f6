package io.riskmonitor.config;

import io.riskmonitor.notify.Subscriptions;
import io.riskmonitor.registry.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code subscriptions.yaml}; the format is described by example in {@code src/docs/SUBSCRIPTIONS.md}. */
public final class SubscriptionsFile {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SubscriptionsFile() {}

    /** What the file is checked against. */
    record Surroundings(
            Set<String> projects, Set<String> regions, Function<String, @Nullable String> environment, Probe probe) {}

    /** Whether a server can be reached. */
    @FunctionalInterface
    interface Probe {
        /** Why it cannot; null if it can. */
        @Nullable
        String fault(String host, int port);
    }

    /**
     * Reads the file, resolves its secrets and tries its mail servers.
     *
     * @throws InvalidFileException with every mistake, each with its line, if there is any
     */
    public static Subscriptions read(Path file, World world) {
        return read(file, surroundings(world, SubscriptionsFile::connect));
    }

    /** The same without trying the mail servers. */
    public static Subscriptions readOffline(Path file, World world) {
        return read(file, surroundings(world, (host, port) -> null));
    }

    static Subscriptions read(Path file, Surroundings surroundings) {
        try {
            return parse(file, Files.readString(file), surroundings);
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidFileException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static Subscriptions parse(Path file, String text, Surroundings surroundings) {
        Findings findings = new Findings(file.toString());
        Subscriptions subscriptions = new SubscriptionsReader(findings, file, surroundings).read(text);
        List<RegistryFile.Finding> problems = findings.problems();
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems.stream()
                    .map(RegistryFile.Finding::toString)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return subscriptions;
    }

    private static Surroundings surroundings(World world, Probe probe) {
        return new Surroundings(
                world.registry().stream().map(Project::id).collect(Collectors.toSet()),
                world.regions().regions().stream().map(region -> region.id()).collect(Collectors.toSet()),
                System::getenv,
                probe);
    }

    private static @Nullable String connect(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return null;
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
