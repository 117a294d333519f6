package io.riskmonitor.config;

import io.riskmonitor.registry.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What came of reading a registry file (YAML, or JSON if its name ends in {@code .json}): its projects, or everything
 * that is wrong with it. The format is described by example in {@code src/docs/REGISTRY.md}.
 */
public sealed interface RegistryFile {
    /** The registry that comes with the monitor. */
    String BUILT_IN = "projects.yaml";

    /** One of two answers, by which of the two outcomes this is. */
    <T> T either(Function<Loaded, T> loaded, Function<Rejected, T> rejected);

    /**
     * A file without mistakes.
     *
     * @param hints what is right but worth a look: assumptions, projects without a place, vague places, cut lines
     */
    record Loaded(List<Project> projects, List<Finding> hints) implements RegistryFile {
        public Loaded {
            projects = List.copyOf(projects);
            hints = List.copyOf(hints);
        }

        @Override
        public <T> T either(Function<Loaded, T> loaded, Function<Rejected, T> rejected) {
            return loaded.apply(this);
        }
    }

    /**
     * A file with mistakes; none of its projects is used.
     *
     * @param problems every mistake that was found, in the order of the file
     */
    record Rejected(List<Finding> problems) implements RegistryFile {
        public Rejected {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T either(Function<Loaded, T> loaded, Function<Rejected, T> rejected) {
            return rejected.apply(this);
        }
    }

    /**
     * A remark on one place of a file.
     *
     * @param line counted from 1; 0 if it concerns the file as a whole
     * @param project the project's id, or {@code #3} for the third if it has none; empty outside of projects
     * @param field the path within the project, such as {@code phases[2].from}; list positions count from 1
     */
    record Finding(String file, int line, String project, String field, String reason) {
        /** {@code file:line: project id: field: reason}, without the parts that do not apply. */
        @Override
        public String toString() {
            return file
                    + (line > 0 ? ":" + line : "")
                    + (project.isEmpty() ? "" : ": project " + project)
                    + (field.isEmpty() ? "" : ": " + field)
                    + ": "
                    + reason;
        }
    }

    /** The words of a citation that are taken for keys of {@code sources}, and so have to be named there. */
    static List<String> keysIn(String citation) {
        return Citations.keysIn(citation);
    }

    /** Reads a file; one that does not exist or is not UTF-8 is rejected like any other. */
    static RegistryFile read(Path file) {
        return read(file, Set.of());
    }

    /** @throws InvalidFileException with all mistakes if there are any */
    static List<Project> projects(Path file) {
        return read(file).either(Loaded::projects, rejected -> {
            throw new InvalidFileException(rejected.problems().stream()
                    .map(Finding::toString)
                    .collect(Collectors.joining(System.lineSeparator())));
        });
    }

    /** @param regionIds the regions under watch, one of which a project is filed under; empty if any will do */
    static RegistryFile read(Path file, Set<String> regionIds) {
        String name = file.toString();
        try {
            return parse(name, decode(Files.readAllBytes(file)), regionIds);
        } catch (CharacterCodingException e) {
            return rejected(name, "is not UTF-8 text");
        } catch (NoSuchFileException e) {
            return rejected(name, "does not exist");
        } catch (IOException e) {
            return rejected(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Reads a registry from its text. */
    static RegistryFile parse(String fileName, String text) {
        return parse(fileName, text, Set.of());
    }

    /** @param regionIds the regions under watch, one of which a project is filed under; empty if any will do */
    static RegistryFile parse(String fileName, String text, Set<String> regionIds) {
        Findings findings = new Findings(fileName);
        List<Project> projects = new RegistryReader(findings, regionIds).read(text);
        List<Finding> problems = findings.problems();
        return problems.isEmpty() ? new Loaded(projects, findings.hints()) : new Rejected(problems);
    }

    /**
     * The registry in the jar.
     *
     * @throws IllegalStateException if it is broken, which its test excludes
     */
    static Loaded builtIn() {
        try (InputStream in = Objects.requireNonNull(
                RegistryFile.class.getResourceAsStream("/io/riskmonitor/registry/" + BUILT_IN), BUILT_IN)) {
            return parse(BUILT_IN, decode(in.readAllBytes())).either(loaded -> loaded, rejected -> {
                throw new IllegalStateException("the built-in registry is broken: " + rejected.problems());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Rejected rejected(String file, String reason) {
        return new Rejected(List.of(new Finding(file, 0, "", "", reason)));
    }
}
