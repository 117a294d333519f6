package io.riskmonitor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.risk.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {
    /** Level by level the same everywhere, and told apart by colour-blind people, see {@link Colours}. */
    private static final Pattern LEVEL_STEPS = Pattern.compile("null,20(\\.0)?,40(\\.0)?,60(\\.0)?,80(\\.0)?");

    private static final int GRID_COLUMNS = 24;
    private static final int SCHEMA_OF_GRAFANA_9_4 = 37;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z_]+)\\}?");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void shouldBeWhatTheirSourcesSay() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/ops/dashboards"))) {
            List<Path> yaml = sources.filter(
                            file -> String.valueOf(file.getFileName()).matches("\\d\\d-.*\\.yaml"))
                    .toList();
            for (Path source : yaml) {
                Path file = Path.of("grafana/dashboards")
                        .resolve(String.valueOf(source.getFileName()).replace(".yaml", ".json"));
                String json = DashboardYaml.read(source).json();
                if (Boolean.getBoolean("dashboards.write")) {
                    Files.writeString(file, json);
                }
                assertThat(file).as("see src/ops/dashboards/README.md").hasContent(json);
            }
            assertThat(dashboards()).hasSameSizeAs(yaml);
        }
    }

    @Test
    void shouldHaveIdsOfTheirOwnWhenThereAreSeveral() {
        assertThat(dashboards()).isNotEmpty();
        assertThat(dashboards().stream().map(d -> d.json().get("uid").asText()))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("[a-z0-9-]{3,40}"));
        assertThat(dashboards().stream().map(Dashboard::name)).allMatch(name -> name.matches("\\d\\d-[a-z-]+\\.json"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldAskAQuestionInEveryPanelAndSayWhatItShows(Dashboard dashboard) {
        assertThat(dashboard.json().get("schemaVersion").asInt()).isLessThanOrEqualTo(SCHEMA_OF_GRAFANA_9_4);
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.get("title").asText();
            ids.add(panel.get("id").asInt());
            assertThat(title).endsWith("?");
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            if (panel.get("type").asText().equals("text")) {
                assertThat(panel.at("/options/content").asText()).as(title).isNotBlank();
                continue;
            }
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                    .as("unit of %s", title)
                    .isNotBlank();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldDeclareEveryVariableThatItUses(Dashboard dashboard) {
        Set<String> declared = new HashSet<>();
        dashboard
                .json()
                .path("templating")
                .path("list")
                .forEach(variable -> declared.add(variable.get("name").asText()));
        Matcher used = VARIABLE.matcher(dashboard.json().toString());
        while (used.find()) {
            if (!used.group(1).startsWith("__")) {
                assertThat(declared).contains(used.group(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldLinkOnlyToDashboardsThatAreThere(Dashboard dashboard) {
        Set<String> uids =
                dashboards().stream().map(d -> d.json().get("uid").asText()).collect(Collectors.toSet());
        Matcher link =
                Pattern.compile("/d/([a-z0-9-]+)").matcher(dashboard.json().toString());
        while (link.find()) {
            assertThat(uids).contains(link.group(1));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldHandOverAVariableThatTheOtherDashboardHas(Dashboard dashboard) {
        Matcher link = Pattern.compile("/d/([a-z0-9-]+)\\?var-(\\w+)=\\$\\{__field\\.labels\\.(\\w+)}")
                .matcher(dashboard.json().toString());
        while (link.find()) {
            String uid = link.group(1);
            String variable = link.group(2);
            assertThat(link.group(3)).isEqualTo(variable);
            assertThat(dashboards())
                    .filteredOn(d -> d.json().get("uid").asText().equals(uid))
                    .singleElement()
                    .satisfies(other -> assertThat(
                                    other.json().at("/templating/list").findValuesAsText("name"))
                            .contains(variable));
        }
    }

    @Test
    void shouldDateTheCasesOfThePaperAsTheHistoryDoes() throws IOException {
        Map<String, List<String>> spans = new HashMap<>();
        for (String row : Files.readAllLines(Path.of("src/main/resources/io/riskmonitor/history/mali-2012-2020.csv"))) {
            List<String> cells = List.of(row.split(",", -1));
            if (cells.size() > 5) {
                spans.put(cells.get(0), cells.subList(4, 6));
            }
        }
        JsonNode events = YAMLMapper.builder()
                .build()
                .readTree(Path.of("src/ops/dashboards/40-history.yaml").toFile())
                .at("/annotations/0/events");
        String modelPaper = Files.readString(Path.of("src/docs/MODEL.md"));

        assertThat(events).hasSize(5);
        for (JsonNode event : events) {
            String id = event.get("id").asText();
            assertThat(List.of(event.get("from").asText(), event.get("until").asText()))
                    .as(id)
                    .isEqualTo(spans.get(id));
            assertThat(modelPaper).contains("| " + id + " |");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldPlacePanelsInTheGridWithoutOverlap(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            JsonNode at = panel.get("gridPos");
            int right = at.get("x").intValue() + at.get("w").intValue();
            assertThat(right).as(panel.get("title").asText()).isLessThanOrEqualTo(GRID_COLUMNS);
            for (int x = at.get("x").intValue(); x < right; x++) {
                for (int y = 0; y < at.get("h").intValue(); y++) {
                    assertThat(taken.add(x + "/" + (at.get("y").intValue() + y)))
                            .as("%s, column %d", panel.get("title").asText(), x)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldColourLevelsAsThePageDoes() throws IOException {
        String css = Files.readString(Path.of("src/main/resources/io/riskmonitor/http/style.css"));

        for (Level level : Level.values()) {
            assertThat(css)
                    .contains("." + level.name().toLowerCase(Locale.ROOT) + " { background: " + Colours.of(level))
                    .contains("--" + level.name().toLowerCase(Locale.ROOT) + ": " + Colours.of(level));
        }
        assertThat(css).contains(".unknown { background: " + Colours.UNKNOWN).contains("--unknown: " + Colours.UNKNOWN);
    }

    @Test
    void shouldColourLevelsAlikeWhereverScoresAreShown() {
        Set<String> colours = new HashSet<>();
        for (Dashboard dashboard : dashboards()) {
            for (JsonNode thresholds : dashboard.json().findValues("thresholds")) {
                List<String> values = new ArrayList<>();
                List<String> colour = new ArrayList<>();
                thresholds.path("steps").forEach(step -> {
                    values.add(step.path("value").asText());
                    colour.add(step.path("color").asText());
                });
                if (LEVEL_STEPS.matcher(String.join(",", values)).matches()) {
                    colours.add(String.join(",", colour));
                }
            }
        }
        assertThat(colours).hasSize(1);
    }

    @Test
    void shouldFindItsDataSourceAndItsFilesWhenGrafanaIsProvisioned() throws IOException {
        YAMLMapper yaml = YAMLMapper.builder().build();
        JsonNode source = yaml.readTree(Path.of("grafana/provisioning/datasources/prometheus.yaml")
                        .toFile())
                .get("datasources")
                .get(0);
        JsonNode provider = yaml.readTree(Path.of("grafana/provisioning/dashboards/dashboards.yaml")
                        .toFile())
                .get("providers")
                .get(0);
        JsonNode grafana = yaml.readTree(Path.of("docker-compose.yml").toFile())
                .get("services")
                .get("grafana");

        for (Dashboard dashboard : dashboards()) {
            JsonNode variable = dashboard.json().path("templating").path("list").get(0);
            assertThat(variable.get("name").asText()).isEqualTo("datasource");
            assertThat(variable.get("query").asText())
                    .isEqualTo(source.get("type").asText());
            assertThat(variable.get("current").get("value").asText())
                    .isEqualTo(source.get("uid").asText());
        }
        String mounted = provider.get("options").get("path").asText();
        List<String> volumes = new ArrayList<>();
        grafana.get("volumes").forEach(volume -> volumes.add(volume.asText()));
        assertThat(volumes).contains("./grafana/dashboards:" + mounted + ":ro");
        String home = grafana.get("environment")
                .get("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .asText();
        assertThat(Path.of("grafana/dashboards").resolve(home.substring(mounted.length() + 1)))
                .exists();
    }
}
