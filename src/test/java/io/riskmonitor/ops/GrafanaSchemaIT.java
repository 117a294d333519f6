package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.riskmonitor.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboards against the TypeScript types that Grafana publishes, of the oldest release that they are made for and of the current one. */
class GrafanaSchemaIT {
    private static final Path SCHEMA = Path.of("src", "ops", "grafana-schema");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @BeforeAll
    static void install() throws Exception {
        String npm = Tool.named("npm", "npm").toString();
        try (Stream<Path> files = Files.list(SCHEMA)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, dir.resolve(file.getFileName()));
            }
        }
        Outcome installed = run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        assertThat(installed.exit()).as(installed.text()).isZero();
    }

    private record Outcome(int exit, String text) {}

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    /** What TypeScript finds wrong with the dashboards as they are written here, and with nothing else. */
    private static Outcome check(List<String> dashboards) throws IOException, InterruptedException {
        List<Path> written = new ArrayList<>();
        for (String dashboard : dashboards) {
            written.add(Files.writeString(dir.resolve("dashboard" + written.size() + ".ts"), dashboard));
        }
        try {
            return run(Tool.named("node", "nodejs").toString(), "node_modules/typescript/bin/tsc", "-p", ".");
        } finally {
            for (Path file : written) {
                Files.delete(file);
            }
        }
    }

    /** Each part of a dashboard as a constant of the type that it ought to have. */
    private static String typescript(Dashboard dashboard) throws IOException {
        StringBuilder text = new StringBuilder("// " + dashboard + "\nimport type * as grafana from './panels';\n");
        ObjectNode head = dashboard.json().deepCopy();
        head.remove(List.of("panels", "templating", "annotations"));
        constant(text, "head", "Dashboard", head);
        constant(text, "headOf9", "DashboardOf9", head);
        int parts = 0;
        for (JsonNode variable : dashboard.json().at("/templating/list")) {
            constant(text, "part" + parts++, "Variable", variable);
        }
        for (JsonNode annotation : dashboard.json().at("/annotations/list")) {
            constant(text, "part" + parts++, "Annotation", annotation);
        }
        for (JsonNode panel : dashboard.json().get("panels")) {
            String id = panel.get("id").asText();
            constant(text, "panel" + id, "Panels['" + panel.get("type").asText() + "']", panel);
            constant(text, "panelOf9" + id, "PanelOf9", panel);
        }
        return text.toString();
    }

    private static void constant(StringBuilder text, String name, String type, JsonNode value) throws IOException {
        text.append("export const ")
                .append(name)
                .append(": grafana.")
                .append(type)
                .append(" = ")
                .append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value))
                .append(";\n");
    }

    @Test
    void shouldFitBothReleases() throws Exception {
        List<String> dashboards = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            dashboards.add(typescript(dashboard));
        }

        Outcome checked = check(dashboards);

        assertThat(checked.text()).isEmpty();
        assertThat(checked.exit()).isZero();
    }

    /** Else the types might take anything. */
    @ParameterizedTest
    @CsvSource({
        "'\"displayMode\" : \"basic\"', '\"displayMode\" : \"basix\"'",
        "thresholdsStyle, thresholdStyle",
        "'\"graphTooltip\" : 1', '\"graphTooltip\" : 7'",
        "'\"zoom\" : 4.6', '\"zoom\" : \"4.6\"'",
        "null+nan, nulls",
        "reduceOptions, reducedOptions",
        "noValue, novalue",
        "titleFormat, titelFormat"
    })
    void shouldNotFitWhenSomethingIsMisspeltOrOfAnotherType(String right, String wrong) throws Exception {
        Dashboard project = Dashboard.all().stream()
                .filter(dashboard -> dashboard.name().equals("20-project.json"))
                .findFirst()
                .orElseThrow();
        String text = typescript(project);
        assertThat(text).contains(right);

        Outcome checked = check(List.of(text.replace(right, wrong)));

        assertThat(checked.exit()).isNotZero();
        assertThat(checked.text()).contains("error TS");
    }
}
