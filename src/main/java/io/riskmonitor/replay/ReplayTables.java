package io.riskmonitor.replay;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.Evidence;
import io.riskmonitor.alert.ScoreMove;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.runtime.ReplayEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a run as tables, in an order of their own: by time, then by subject. Scores and alerts of the time before
 * the span are left out; contributions are not, as they explain the scores.
 */
final class ReplayTables implements ReplayEngine.Outputs {
    private static final String CSV = ".csv";
    private static final String PARQUET = ".parquet";
    private static final List<TableColumn> SCORES = List.of(
            TableColumn.moment("asOf"),
            TableColumn.text("subject"),
            TableColumn.number("score"),
            TableColumn.text("level"),
            TableColumn.number("hazardScore"),
            TableColumn.number("hazard"),
            TableColumn.text("hazardByHorizon"),
            TableColumn.number("exposure"),
            TableColumn.number("vulnerability"),
            TableColumn.text("phase"),
            TableColumn.text("worstSite"),
            TableColumn.text("unknownBecause"),
            TableColumn.number("probability"),
            TableColumn.number("baseProbability"),
            TableColumn.number("probabilityLow"),
            TableColumn.number("probabilityHigh"),
            TableColumn.flag("enoughHistory"),
            TableColumn.count("incidentCount"),
            TableColumn.text("modelVersion"));
    private static final List<TableColumn> ALERTS = List.of(
            TableColumn.moment("updatedAt"),
            TableColumn.text("alert"),
            TableColumn.count("revision"),
            TableColumn.text("kind"),
            TableColumn.text("subject"),
            TableColumn.text("status"),
            TableColumn.text("level"),
            TableColumn.moment("raisedAt"),
            TableColumn.text("headline"),
            TableColumn.text("rule"),
            TableColumn.text("ruleVersion"),
            TableColumn.text("modelVersion"),
            TableColumn.text("role"),
            TableColumn.number("scoreBefore"),
            TableColumn.number("scoreAfter"),
            TableColumn.text("evidence"),
            TableColumn.count("otherIncidents"),
            TableColumn.text("aimedAt"),
            TableColumn.text("firms"));
    private static final List<TableColumn> CONTRIBUTIONS = List.of(
            TableColumn.moment("knownAt"),
            TableColumn.text("subject"),
            TableColumn.text("incident"),
            TableColumn.flag("counts"),
            TableColumn.moment("occurredTo"),
            TableColumn.number("spanDays"),
            TableColumn.number("severity"),
            TableColumn.number("affinity"),
            TableColumn.number("nearness"),
            TableColumn.number("amplitude"),
            TableColumn.number("distanceKm"),
            TableColumn.number("uncertaintyKm"),
            TableColumn.flag("eventful"),
            TableColumn.text("type"),
            TableColumn.text("headline"),
            TableColumn.text("place"),
            TableColumn.text("reports"));

    private static final List<String> SCORE_COLUMNS =
            SCORES.stream().map(TableColumn::name).toList();

    private final Instant from;
    private final Map<Key, List<String>> scores = new TreeMap<>();
    private final Map<Key, List<String>> alerts = new TreeMap<>();
    private final Map<Key, List<String>> contributions = new TreeMap<>();

    /** @param serial tells rows of one thing at one moment apart */
    private record Key(Instant at, String what, int serial) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::at).thenComparing(Key::what).thenComparing(Key::serial);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    ReplayTables(Instant from) {
        this.from = from;
    }

    /** Of a subject at one moment the last score counts: the others lack what was learnt in the same moment. */
    @Override
    public void score(RiskScore s) {
        if (!s.asOf().isBefore(from)) {
            scores.put(
                    new Key(s.asOf(), s.subject(), 0),
                    row(
                            s.asOf(),
                            s.subject(),
                            s.score(),
                            s.level(),
                            s.hazardScore(),
                            s.hazard(),
                            joined(s.hazardByHorizon()),
                            s.exposure(),
                            s.vulnerability(),
                            s.phase(),
                            s.worstSite(),
                            s.unknownBecause(),
                            s.probability(),
                            s.baseProbability(),
                            s.probabilityLow(),
                            s.probabilityHigh(),
                            s.enoughHistory(),
                            s.contributions(),
                            s.modelVersion()));
        }
    }

    @Override
    public void alert(Alert a) {
        if (!a.updatedAt().isBefore(from)) {
            ScoreMove move = a.score();
            alerts.put(
                    new Key(a.updatedAt(), a.id().toString(), a.revision()),
                    row(
                            a.updatedAt(),
                            a.id(),
                            a.revision(),
                            a.kind(),
                            a.subject(),
                            a.status(),
                            a.level(),
                            a.raisedAt(),
                            a.headline(),
                            a.ruleId(),
                            a.ruleVersion(),
                            a.modelVersion(),
                            a.role(),
                            move == null ? null : move.before(),
                            move == null ? null : move.after(),
                            joined(a.evidence().stream()
                                    .map(Evidence::incidentId)
                                    .toList()),
                            a.otherIncidents(),
                            joined(a.projects()),
                            joined(a.firms())));
        }
    }

    @Override
    public void contribution(Instant at, String key, @Nullable Contribution c) {
        int end = key.indexOf('|');
        List<String> row = new ArrayList<>(row(at, key.substring(0, end), key.substring(end + 1), c != null));
        if (c != null) {
            row.addAll(row(
                    c.occurredTo(),
                    c.spanDays(),
                    c.severity(),
                    c.affinity(),
                    c.nearness(),
                    c.amplitude(),
                    c.distanceKm(),
                    c.uncertaintyKm(),
                    c.eventful(),
                    c.type(),
                    c.headline(),
                    c.placeName(),
                    joined(c.reports())));
        }
        while (row.size() < CONTRIBUTIONS.size()) {
            row.add("");
        }
        contributions.put(new Key(at, key, 0), row);
    }

    /**
     * Writes all tables into a folder.
     *
     * @return how many rows each file has
     */
    Map<String, Integer> write(Path folder, OpenMetricsFile metrics) throws IOException {
        metrics.write(
                folder.resolve("scores.om"),
                scores.values().stream().map(ReplayTables::byColumn).toList());
        Map<String, Integer> rows = new TreeMap<>();
        write(folder, "scores.csv", SCORES, scores.values(), rows);
        write(folder, "alerts.csv", ALERTS, alerts.values(), rows);
        write(folder, "contributions.csv", CONTRIBUTIONS, contributions.values(), rows);
        return rows;
    }

    private static OpenMetricsFile.Row byColumn(List<String> row) {
        return column -> row.get(SCORE_COLUMNS.indexOf(column));
    }

    /** @param file the CSV file's name; the Parquet file has the same but for its end */
    private static void write(
            Path folder,
            String file,
            List<TableColumn> columns,
            Collection<List<String>> rows,
            Map<String, Integer> counts)
            throws IOException {
        // A stream of its own, as in OpenMetricsFile.
        try (OutputStream bytes = Files.newOutputStream(folder.resolve(file));
                CsvWriter csv = CsvWriter.builder().build(bytes, StandardCharsets.UTF_8)) {
            csv.writeRecord(columns.stream().map(TableColumn::name).toList());
            rows.forEach(csv::writeRecord);
        }
        String table = file.substring(0, file.length() - CSV.length());
        ParquetTable.write(folder.resolve(table + PARQUET), table, columns, rows);
        counts.put(file, rows.size());
        counts.put(table + PARQUET, rows.size());
    }

    /** Nothing where there is nothing to tell. */
    private static List<String> row(@Nullable Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell == null ? "" : cell.toString())
                .toList();
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(";"));
    }
}
