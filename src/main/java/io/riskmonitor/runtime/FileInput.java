package io.riskmonitor.runtime;

import io.riskmonitor.feed.Ingest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file to be ingested. */
public record FileInput(Path path) implements Ingest.Input {
    @Override
    public String name() {
        return String.valueOf(path.getFileName());
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
