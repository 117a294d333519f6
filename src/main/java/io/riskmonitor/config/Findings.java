package io.riskmonitor.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what is wrong with a file, and what is merely worth a look, while reading goes on. */
final class Findings {
    private final String file;
    private final List<RegistryFile.Finding> problems = new ArrayList<>();
    private final List<RegistryFile.Finding> hints = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void add(int line, String reason) {
        add(line, "", "", reason);
    }

    void add(int line, String project, String field, String reason) {
        problems.add(new RegistryFile.Finding(file, line, project, field, reason));
    }

    void hint(int line, String project, String field, String reason) {
        hints.add(new RegistryFile.Finding(file, line, project, field, reason));
    }

    int problemCount() {
        return problems.size();
    }

    /** In the order of the file. */
    List<RegistryFile.Finding> problems() {
        return inOrder(problems);
    }

    /** In the order of the file. */
    List<RegistryFile.Finding> hints() {
        return inOrder(hints);
    }

    private static List<RegistryFile.Finding> inOrder(List<RegistryFile.Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparingInt(RegistryFile.Finding::line))
                .toList();
    }
}
