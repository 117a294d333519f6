package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.cli.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    private static final Path FILE = Path.of("docker-compose.yml");

    private static JsonNode compose() {
        try {
            return YAMLMapper.builder().build().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service's health check as an argument list. */
    static List<String> healthCheck(String service) {
        List<String> parts = new ArrayList<>();
        compose().get("services").get(service).get("healthcheck").get("test").forEach(part -> parts.add(part.asText()));
        assertThat(parts.remove(0)).isEqualTo("CMD");
        return parts;
    }

    @Test
    void shouldKeepEveryServiceWithinBounds() {
        for (Map.Entry<String, JsonNode> service : compose().get("services").properties()) {
            JsonNode s = service.getValue();
            assertThat(s.path("restart").asText()).as(service.getKey()).isEqualTo("unless-stopped");
            assertThat(s.path("mem_limit").asText()).as(service.getKey()).isNotBlank();
            assertThat(s.path("healthcheck").path("test")).as(service.getKey()).isNotEmpty();
            assertThat(s.get("image").asText()).as(service.getKey()).matches(".+:v?\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void shouldPublishGrafanaAloneAndOnTheLoopbackAddressUnlessToldOtherwise() {
        for (Map.Entry<String, JsonNode> service : compose().get("services").properties()) {
            JsonNode ports = service.getValue().path("ports");
            if (service.getKey().equals("grafana")) {
                assertThat(ports.get(0).asText()).isEqualTo("${BIND_ADDRESS:-127.0.0.1}:3000:3000");
            } else {
                assertThat(ports).as(service.getKey()).isEmpty();
            }
        }
    }

    @Test
    void shouldRequireAPasswordRatherThanBringOne() {
        assertThat(compose()
                        .get("services")
                        .get("grafana")
                        .get("environment")
                        .get("GF_SECURITY_ADMIN_PASSWORD")
                        .asText())
                .startsWith("${GRAFANA_ADMIN_PASSWORD:?");
    }

    @Test
    void shouldMountOnlyWhatIsThere() throws IOException {
        JsonNode compose = compose();
        for (JsonNode service : compose.get("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().substring(0, volume.asText().indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(Path.of(source)).exists();
                } else if (!source.startsWith("/")) {
                    assertThat(compose.get("volumes").has(source)).as(source).isTrue();
                }
            }
        }
        Path dockerfile = Path.of(compose.get("services")
                .get("monitor")
                .get("build")
                .get("dockerfile")
                .asText());
        assertThat(Files.readString(dockerfile)).contains("COPY target/mali-risk-monitor.jar");
        assertThat(Files.readString(Path.of(".dockerignore"))).contains("!target/mali-risk-monitor.jar");
    }

    @Test
    void shouldStartTheMonitorWithOptionsThatItHas() {
        List<String> command = new ArrayList<>();
        compose().get("services").get("monitor").get("command").forEach(part -> command.add(part.asText()));

        assertThat(command.get(0)).isEqualTo("run");
        assertThat(Commands.optionsOf(List.of("run")).orElseThrow())
                .containsAll(
                        command.stream().filter(part -> part.startsWith("--")).toList());
    }
}
