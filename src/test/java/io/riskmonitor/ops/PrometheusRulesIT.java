package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules by promtool, and each alert by the runbook. */
class PrometheusRulesIT {
    private static final Path PROMETHEUS = Path.of("src/ops/prometheus");
    private static final Path HEALTH = PROMETHEUS.resolve("rules/health.yml");

    @Test
    void shouldPassPromtoolsTests() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("test", "rules"));
        try (Stream<Path> tests = Files.list(PROMETHEUS.resolve("tests"))) {
            tests.sorted().map(Path::toString).forEach(command::add);
        }

        assertThat(promtool(command)).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void shouldBeAValidConfiguration(@TempDir Path dir) throws IOException, InterruptedException {
        // The token is looked for, too, and the stack makes it on its first start.
        Path token = Files.writeString(dir.resolve("token"), "mrm_any");
        Path config = Files.writeString(
                dir.resolve("prometheus.yml"),
                Files.readString(PROMETHEUS.resolve("prometheus.yml"))
                        .replace("/secrets/viewer-token", token.toString())
                        .replace("rules/", PROMETHEUS.toAbsolutePath() + "/rules/"));
        assertThat(promtool(List.of("check", "config", config.toString())))
                .contains("SUCCESS: 3 rules found", "SUCCESS: 17 rules found");
    }

    @Test
    void shouldTestAndExplainEveryAlert() throws IOException {
        String tests = Files.readString(PROMETHEUS.resolve("tests/health.yml"));
        String runbook = Files.readString(Path.of("src/docs/RUNBOOK.md"));
        JsonNode rules = new YAMLMapper().readTree(HEALTH.toFile()).at("/groups/0/rules");

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            String alert = rule.get("alert").asText();
            assertThat(tests).contains("alertname: " + alert);
            assertThat(runbook).contains("### " + alert + "\n");
        });
        // And it explains none that is gone.
        assertThat(runbook.lines().filter(line -> line.startsWith("### ")).map(line -> line.substring(4)))
                .containsExactlyInAnyOrderElementsOf(rules.findValuesAsText("alert"));
    }

    private static String promtool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Tool.named("promtool", "prometheus").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
