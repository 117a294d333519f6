package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskmonitor.cli.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ComposeFileTest {
    private static final Path FILE = Path.of("docker-compose.yml");

    /** The file with its merges carried out, as Compose reads it. */
    private static JsonNode compose() {
        try (InputStream in = Files.newInputStream(FILE)) {
            Map<String, Object> loaded = new Yaml().load(in);
            return new ObjectMapper().valueToTree(loaded);
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
            boolean ends = service.getKey().equals("setup");
            assertThat(s.path("restart").asText())
                    .as(service.getKey())
                    .isEqualTo(ends ? "on-failure" : "unless-stopped");
            assertThat(s.path("mem_limit").asText()).as(service.getKey()).isNotBlank();
            assertThat(s.path("healthcheck").path("test").isEmpty())
                    .as(service.getKey())
                    .isEqualTo(ends);
            assertThat(s.get("image").asText()).as(service.getKey()).matches(".+:v?\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void shouldPublishGrafanaAndTheDeskPageAloneAndOnTheLoopbackAddressUnlessToldOtherwise() {
        Map<String, String> published = new TreeMap<>();
        for (Map.Entry<String, JsonNode> service : compose().get("services").properties()) {
            service.getValue().path("ports").forEach(port -> published.put(service.getKey(), port.asText()));
        }
        assertThat(published)
                .isEqualTo(Map.of(
                        "grafana", "${BIND_ADDRESS:-127.0.0.1}:${GRAFANA_PORT:-3000}:3000",
                        "monitor", "${BIND_ADDRESS:-127.0.0.1}:${DESK_PORTS:-8080-8089}:8080"));
    }

    @Test
    void shouldMakeSecretsRatherThanBringThem() throws IOException {
        String file = Files.readString(FILE);
        assertThat(file)
                .contains("GF_SECURITY_ADMIN_PASSWORD__FILE: /secrets/grafana-admin")
                .doesNotContain("ADMIN_PASSWORD:");
        assertThat(Files.readString(Path.of("src/ops/docker/setup")))
                .contains("/dev/urandom", "tokens create", "grafana-admin", "viewer-token");
    }

    @Test
    void shouldRunOneBrokerUnlessAnotherProfileIsAskedFor() throws IOException {
        assertThat(Files.readString(Path.of(".env")).strip()).isEqualTo("COMPOSE_PROFILES=single");
        Map<String, String> profiles = new TreeMap<>();
        for (Map.Entry<String, JsonNode> service : compose().get("services").properties()) {
            service.getValue().path("profiles").forEach(profile -> profiles.put(service.getKey(), profile.asText()));
        }
        assertThat(profiles)
                .isEqualTo(Map.of("kafka", "single", "kafka-1", "cluster", "kafka-2", "cluster", "kafka-3", "cluster"));
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
        assertThat(Files.readString(Path.of(".dockerignore")))
                .contains("!target/mali-risk-monitor.jar", "!src/ops/docker/");
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
