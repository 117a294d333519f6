package io.riskmonitor.ops;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.riskmonitor.risk.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Makes a dashboard as {@code src/ops/dashboards} describes it into what Grafana reads. */
final class DashboardYaml {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OVER_TIME = List.of("timeseries", "state-timeline");

    private final JsonNode parts;
    private final JsonNode yaml;

    private DashboardYaml(JsonNode parts, JsonNode yaml) {
        this.parts = parts;
        this.yaml = yaml;
    }

    /** @param file beside {@code parts.yaml} */
    static DashboardYaml read(Path file) throws IOException {
        return new DashboardYaml(
                YAML.readTree(file.resolveSibling("parts.yaml").toFile()), YAML.readTree(file.toFile()));
    }

    String json() throws IOException {
        ObjectNode dashboard = JSON.createObjectNode();
        for (String field : List.of("uid", "title", "description")) {
            dashboard.set(field, yaml.get(field));
        }
        merge(dashboard, parts.get("dashboard"));
        dashboard
                .putObject("time")
                .put("from", yaml.at("/time/from").asText(yaml.path("time").asText("now-24h")))
                .put("to", yaml.at("/time/to").asText("now"));
        if (yaml.has("refresh")) {
            dashboard.set("refresh", yaml.get("refresh"));
        }
        ArrayNode variables = dashboard.putObject("templating").putArray("list");
        variables.add(parts.at("/variables/datasource"));
        yaml.path("variables")
                .forEach(name -> variables.add(parts.path("variables").get(name.asText())));
        ArrayNode annotations = dashboard.putObject("annotations").putArray("list");
        yaml.path("annotations").forEach(annotation -> annotations.add(annotation(annotation)));
        panels(dashboard.putArray("panels"));
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return JSON.writer(printer).writeValueAsString(dashboard) + "\n";
    }

    private JsonNode annotation(JsonNode annotation) {
        ObjectNode json = JSON.createObjectNode();
        json.set("name", annotation.get("name"));
        json.set("datasource", parts.get("datasource"));
        json.put("enable", true).put("iconColor", Colours.UNKNOWN);
        json.set("titleFormat", annotation.get("name"));
        if (annotation.has("events")) {
            json.put("step", "1d").put("textFormat", "{{event}}").put("expr", events(annotation.get("events")));
        } else {
            json.put("step", "60s");
            json.set("expr", annotation.get("expr"));
            json.set("textFormat", annotation.get("text"));
        }
        return json;
    }

    /** Dated events without a metric: Prometheus knows what time it is, and answers with a label while that is theirs. */
    private static String events(JsonNode events) {
        List<String> spans = new ArrayList<>();
        for (JsonNode event : events) {
            spans.add("label_replace(vector(time()) >= " + seconds(event.get("from"), 0) + " < "
                    + seconds(event.get("until"), 1) + ", \"event\", \""
                    + event.get("text").asText()
                    + "\", \"\", \"\")");
        }
        return String.join(" or ", spans);
    }

    private static long seconds(JsonNode day, int more) {
        return LocalDate.parse(day.asText())
                .plusDays(more)
                .atStartOfDay(ZoneOffset.UTC)
                .toEpochSecond();
    }

    private void panels(ArrayNode panels) {
        int y = 0;
        for (JsonNode row : yaml.get("rows")) {
            int height = row.get("height").intValue();
            int x = 0;
            for (JsonNode panel : row.get("panels")) {
                int width = panel.get("width").intValue();
                ObjectNode json = panels.addObject().put("id", panels.size());
                json.putObject("gridPos")
                        .put("x", x)
                        .put("y", y)
                        .put("w", width)
                        .put("h", height);
                fill(json, panel);
                x += width;
            }
            y += height;
        }
    }

    private void fill(ObjectNode json, JsonNode panel) {
        String type = panel.get("type").asText();
        for (String field : List.of("type", "title", "description")) {
            json.set(field, panel.get(field));
        }
        if (type.equals("text")) {
            json.withObject("/fieldConfig").putObject("defaults");
            json.withObject("/fieldConfig").putArray("overrides");
            merge(json, parts.path("panels").get(type));
            json.withObject("/options").set("content", panel.get("content"));
            return;
        }
        json.set("datasource", parts.get("datasource"));
        ArrayNode targets = json.putArray("targets");
        panel.get("queries").forEach(query -> target(targets, query, type));
        ObjectNode field = json.putObject("fieldConfig").putObject("defaults");
        json.withObject("/fieldConfig").putArray("overrides");
        merge(json, parts.path("panels").get(type));
        if (panel.path("colour").asText().equals("level")) {
            merge(json, parts.at("/level/every"));
            merge(json, parts.path("level").path(type));
        }
        if (panel.has("stack")) {
            merge(json, parts.get("stack"));
        }
        if (panel.has("names")) {
            json.withObject("/options").put("textMode", "name");
        }
        if (panel.has("text-mode")) {
            json.withObject("/options").set("textMode", panel.get("text-mode"));
        }
        if (panel.has("layers")) {
            json.withObject("/options")
                    .set("layers", parts.path("layers").get(panel.get("layers").asText()));
        }
        if (panel.has("by-level")) {
            json.withObject("/fieldConfig").set("overrides", byLevel());
        }
        field(field, panel, type);
    }

    /** Series that are named by levels in the levels' colours. */
    private static ArrayNode byLevel() {
        ArrayNode overrides = JSON.createArrayNode();
        for (Level level : Level.values()) {
            ObjectNode override = overrides.addObject();
            override.putObject("matcher").put("id", "byName").put("options", level.name());
            override.putArray("properties")
                    .addObject()
                    .put("id", "color")
                    .putObject("value")
                    .put("mode", "fixed")
                    .put("fixedColor", Colours.of(level));
        }
        return overrides;
    }

    private void target(ArrayNode targets, JsonNode query, String type) {
        boolean overTime = OVER_TIME.contains(type);
        ObjectNode target = targets.addObject().put("refId", Character.toString('A' + targets.size() - 1));
        target.set("datasource", parts.get("datasource"));
        target.put("expr", query.get("expr").asText())
                .put("legendFormat", query.path("legend").asText("__auto"))
                .put("instant", !overTime)
                .put("range", overTime);
        if (type.equals("geomap")) {
            target.put("format", "table");
        }
    }

    private void field(ObjectNode field, JsonNode panel, String type) {
        boolean byThreshold = (panel.has("colour") || panel.has("mappings")) && !type.equals("timeseries");
        field.put("unit", panel.path("unit").asText("none")).put("noValue", panel.has("names") ? "none" : "not known");
        if (panel.has("decimals")) {
            field.set("decimals", panel.get("decimals"));
        }
        field.putObject("color").put("mode", byThreshold ? "thresholds" : "palette-classic");
        field.putObject("thresholds").put("mode", "absolute").set("steps", Colours.steps(panel.path("colour")));
        ArrayNode mappings = field.putArray("mappings");
        if (panel.has("mappings")) {
            ObjectNode options = mappings.addObject().put("type", "value").putObject("options");
            panel.get("mappings")
                    .properties()
                    .forEach(value -> options.putObject(value.getKey())
                            .put("text", value.getValue().get("text").asText())
                            .put(
                                    "color",
                                    Colours.of(value.getValue().get("colour").asText())));
        }
        ObjectNode unknown =
                mappings.addObject().put("type", "special").putObject("options").put("match", "null+nan");
        unknown.putObject("result").put("text", "not known").put("color", Colours.UNKNOWN);
        if (panel.has("link")) {
            field.putArray("links")
                    .add(parts.path("links").get(panel.get("link").asText()));
        }
    }

    /** Lays {@code more} over {@code base}: objects field by field, anything else whole. */
    private static void merge(ObjectNode base, JsonNode more) {
        more.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode object && base.get(field.getKey()) instanceof ObjectNode below) {
                merge(below, object);
            } else {
                base.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }
}
