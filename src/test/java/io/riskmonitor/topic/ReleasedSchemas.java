package io.riskmonitor.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the schemas and a recorded log of each release are kept. */
final class ReleasedSchemas {
    static final Path FOLDER = Path.of("src/test/resources/io/riskmonitor/schemas/released");
    static final Path CURRENT = Path.of("topics");
    static final String ENDING = ".schema.json";

    private ReleasedSchemas() {}

    static List<Path> releases() {
        return entries(FOLDER).filter(Files::isDirectory).sorted().toList();
    }

    static List<Path> schemas(Path folder) {
        return entries(folder)
                .filter(file -> file.toString().endsWith(ENDING))
                .sorted()
                .toList();
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
