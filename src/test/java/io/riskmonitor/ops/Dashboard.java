package io.riskmonitor.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as Grafana is given it. */
record Dashboard(Path file, JsonNode json) {
    private static final Path FOLDER = Path.of("grafana", "dashboards");

    /** A question that a panel puts to Prometheus. */
    record Query(String dashboard, String panel, String expression) {
        /** With the variables that Grafana would fill in: everything chosen, a minute's rate. */
        String filledIn() {
            return expression
                    .replaceAll("\\$\\{?__rate_interval\\}?", "1m")
                    .replaceAll("\\$\\{?__range\\}?", "1h")
                    .replaceAll("\\$\\{?[a-z]+\\}?", ".*");
        }

        @Override
        public String toString() {
            return dashboard + ": " + panel + " " + expression;
        }
    }

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            ObjectMapper mapper = new ObjectMapper();
            List<Dashboard> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(new Dashboard(file, mapper.readTree(file.toFile())));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** All panels but rows, those folded into rows among them. */
    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : json.get("panels")) {
            if (panel.get("type").asText().equals("row")) {
                panel.path("panels").forEach(panels::add);
            } else {
                panels.add(panel);
            }
        }
        return panels;
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        name(), panel.get("title").asText(), target.get("expr").asText()));
            }
        }
        for (JsonNode annotation : json.path("annotations").path("list")) {
            queries.add(new Query(
                    name(),
                    "annotation " + annotation.get("name").asText(),
                    annotation.get("expr").asText()));
        }
        for (JsonNode variable : json.path("templating").path("list")) {
            String query = variable.path("definition").asText();
            if (query.startsWith("label_values(")) {
                queries.add(new Query(
                        name(),
                        "variable " + variable.get("name").asText(),
                        query.substring("label_values(".length(), query.lastIndexOf(','))));
            }
        }
        return queries;
    }

    @Override
    public String toString() {
        return name();
    }
}
