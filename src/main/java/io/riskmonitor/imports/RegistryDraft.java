package io.riskmonitor.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.config.RegistryFile;
import io.riskmonitor.registry.Project;
import io.riskmonitor.text.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registry in the making, and what was refused on the way. */
final class RegistryDraft {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final Map<String, String> sources = new TreeMap<>();
    private final List<ObjectNode> projects = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    void source(String key, String citation) {
        sources.put(key, citation);
    }

    void add(ObjectNode project) {
        projects.add(project);
    }

    void refuse(Refusal refusal) {
        refused.add(refusal);
    }

    /** The registry file of these projects. */
    static String text(Map<String, String> sources, List<ObjectNode> projects) {
        ObjectNode root = YAML.createObjectNode().put("version", 1);
        ObjectNode cited = root.putObject("sources");
        sources.forEach(cited::put);
        ArrayNode list = root.putArray("projects");
        projects.forEach(list::add);
        try {
            return YAML.writeValueAsString(root);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory could not be written", e);
        }
    }

    /**
     * Writes the registry, unless there is no project in it.
     *
     * @throws InvalidFileException if the reader of registries would not take it; then nothing is written
     */
    ImportResult write(Path out, List<String> notRead) throws IOException {
        if (projects.isEmpty()) {
            return new ImportResult(0, 0, 0, refused, notRead);
        }
        String text = text(sources, projects);
        // By another name than .json, which would be read as such.
        List<Project> read = RegistryFile.parse(out + " (YAML)", text)
                .either(RegistryFile.Loaded::projects, rejected -> {
                    throw new InvalidFileException(rejected.problems().get(0).toString());
                });
        WholeFile.write(out, text);
        int sites = read.stream().mapToInt(project -> project.sites().size()).sum();
        int placeless =
                (int) read.stream().filter(project -> project.sites().isEmpty()).count();
        return new ImportResult(read.size(), sites, placeless, refused, notRead);
    }
}
