package io.riskmonitor.cli;

import io.riskmonitor.query.SubjectView;
import io.riskmonitor.serde.JsonText;
import java.io.PrintWriter;
import java.util.List;

/** Regions or projects as a table, the worst first, or as JSON. */
final class SubjectTable {
    private static final int NAME_COLUMNS = 44;

    private SubjectTable() {}

    static void print(List<SubjectView> subjects, boolean json, PrintWriter out) {
        if (json) {
            out.println(JsonText.of(subjects));
            out.flush();
            return;
        }
        List<List<String>> rows = subjects.stream()
                .sorted(SubjectView.WORST_FIRST)
                .map(SubjectTable::row)
                .toList();
        Output.table(List.of("ID", "NAME", "LEVEL", "SCORE", "HAZARD", "30 DAYS", "AS OF"), rows)
                .forEach(out::println);
        subjects.stream()
                .filter(s -> s.unknownBecause() != null)
                .forEach(s -> out.println(s.id() + ": not known, as " + s.unknownBecause()));
        out.flush();
    }

    private static List<String> row(SubjectView s) {
        return List.of(
                s.id(),
                Output.cut(s.names().en(), NAME_COLUMNS),
                Output.level(s.level()),
                Output.number(s.score(), 1),
                Output.number(s.hazard(), 2),
                Output.percent(s.forecast().probability()),
                s.asOf().toString());
    }
}
