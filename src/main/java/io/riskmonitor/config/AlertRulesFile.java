package io.riskmonitor.config;

import io.riskmonitor.alert.AlertRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code alert-rules.yaml}: every number with its reason, nothing unknown, and only what is registered named. */
public final class AlertRulesFile {
    private static final String BUILT_IN = "/io/riskmonitor/alert-rules.yaml";

    private AlertRulesFile() {}

    /** What a rule may name. */
    public record Known(Set<String> projects, Set<String> regions, Set<String> feeds) {
        public Known {
            projects = Set.copyOf(projects);
            regions = Set.copyOf(regions);
            feeds = Set.copyOf(feeds);
        }
    }

    /** The rules that come with the monitor. They name projects of the built-in registry: others are passed over. */
    public static AlertRules builtIn() {
        try (InputStream in = Objects.requireNonNull(AlertRulesFile.class.getResourceAsStream(BUILT_IN))) {
            return read("alert-rules.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws InvalidFileException with every mistake, each with its line */
    public static AlertRules read(Path file, Known known) {
        try {
            return read(file.toString(), Files.readString(file), known);
        } catch (IOException e) {
            throw new InvalidFileException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static AlertRules read(String name, String text, @Nullable Known known) {
        Findings findings = new Findings(name);
        AlertRules rules = DocumentParser.parse(text, findings)
                .map(root -> new AlertRulesReader(new Fields(findings, "", "", root), known).read())
                .orElse(null);
        if (findings.problemCount() > 0 || rules == null) {
            throw new InvalidFileException(findings.problems().stream()
                    .map(RegistryFile.Finding::toString)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return rules;
    }
}
