package io.riskmonitor.replay;

import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.risk.RiskModel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scores in OpenMetrics with the moments of the replay, named and labelled as the live monitor's: what promtool makes blocks of,
 * so that the dashboards show past years on their own axis. What is not known has no sample.
 */
final class OpenMetricsFile {
    private final RiskModel model;
    private final Map<String, Project> registry;

    /** A row of scores.csv by its columns. */
    interface Row {
        String get(String column);
    }

    private record Sample(Instant at, String value) {}

    OpenMetricsFile(RiskModel model, Collection<Project> registry) {
        this.model = model;
        this.registry = registry.stream().collect(Collectors.toMap(Project::id, project -> project));
    }

    /** @param rows by time */
    void write(Path file, List<? extends Row> rows) throws IOException {
        List<Row> regions = of("region/", rows);
        List<Row> projects = of("project/", rows);
        List<Duration> halfLives = model.decay().halfLives();
        // A stream of its own: before JDK 19 a writer whose last flush fails, on a full disk, leaves its file open
        // (JDK-8136895).
        try (OutputStream bytes = Files.newOutputStream(file);
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            family(out, "risk_region_score", regions, OpenMetricsFile::subject, row -> row.get("score"));
            heading(out, "risk_region_hazard");
            for (int k = 0; k < halfLives.size(); k++) {
                int horizon = k;
                String label = ",horizon=\"" + halfLives.get(k).toDays() + "d\"";
                series(
                        out,
                        "risk_region_hazard",
                        regions,
                        row -> subject(row) + label,
                        row -> row.get("hazardByHorizon").split(";", -1)[horizon]);
            }
            String days = ",days=\"" + RiskModel.FORECAST_DAYS + "\"";
            family(
                    out,
                    "risk_region_incident_probability",
                    regions,
                    row -> subject(row) + days,
                    row -> row.get("probability"));
            family(out, "risk_project_score", projects, this::placed, row -> row.get("score"));
            family(
                    out,
                    "risk_project_hazard_score",
                    projects,
                    OpenMetricsFile::subject,
                    row -> row.get("worstSite").isEmpty() ? "" : row.get("hazardScore"));
            family(
                    out,
                    "risk_project_incident_probability",
                    projects,
                    row -> subject(row) + days,
                    row -> row.get("worstSite").isEmpty() ? "" : row.get("probability"));
            out.write("# EOF\n");
        }
    }

    private static List<Row> of(String kind, List<? extends Row> rows) {
        return rows.stream()
                .filter(row -> row.get("subject").startsWith(kind))
                .<Row>map(row -> row)
                .toList();
    }

    private static void heading(BufferedWriter out, String name) throws IOException {
        out.write("# TYPE " + name + " gauge\n");
    }

    private static void family(
            BufferedWriter out, String name, List<Row> rows, Function<Row, String> labels, Function<Row, String> value)
            throws IOException {
        heading(out, name);
        series(out, name, rows, labels, value);
    }

    /** The samples of a series stand together, by time. */
    private static void series(
            BufferedWriter out, String name, List<Row> rows, Function<Row, String> labels, Function<Row, String> value)
            throws IOException {
        Map<String, List<Sample>> series = new TreeMap<>();
        for (Row row : rows) {
            String known = value.apply(row);
            if (!known.isEmpty()) {
                series.computeIfAbsent(labels.apply(row), any -> new ArrayList<>())
                        .add(new Sample(Instant.parse(row.get("asOf")), known));
            }
        }
        for (Map.Entry<String, List<Sample>> one : series.entrySet()) {
            for (Sample sample : one.getValue()) {
                out.write(name + "{" + one.getKey() + "} " + sample.value() + " "
                        + String.format(
                                Locale.ROOT,
                                "%d.%03d",
                                sample.at().getEpochSecond(),
                                sample.at().toEpochMilli() % 1000)
                        + "\n");
            }
        }
    }

    private static String subject(Row row) {
        String[] kindAndId = row.get("subject").split("/", 2);
        return kindAndId[0] + "=\"" + kindAndId[1] + "\"";
    }

    /** A project's score says where its worst site lies, for the map. */
    private String placed(Row row) {
        Project project = registry.get(row.get("subject").substring("project/".length()));
        if (project == null) {
            return subject(row);
        }
        Site worst = project.sites().stream()
                .filter(site -> site.id().equals(row.get("worstSite")))
                .findFirst()
                .orElse(null);
        return subject(row) + ",sector=\"" + project.sector() + "\",region=\""
                + (project.regionId() == null ? "" : project.regionId()) + "\",lat=\""
                + degrees(worst == null ? null : worst.rectangle().centre().lat()) + "\",lon=\""
                + degrees(worst == null ? null : worst.rectangle().centre().lon()) + "\"";
    }

    private static String degrees(@Nullable Double degrees) {
        return degrees == null ? "" : String.format(Locale.ROOT, "%.4f", degrees);
    }
}
