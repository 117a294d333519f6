package io.riskmonitor.cli;

import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/** The demo's live table: redrawn in place on a terminal, plain lines now and then elsewhere. */
final class DemoTable implements AutoCloseable {
    private static final int PLAIN_EVERY_SECONDS = 30;
    private static final int NAME_COLUMNS = 36;
    private static final int WORST_COLUMNS = 60;
    private final PrintWriter out;
    private final @Nullable Terminal terminal;
    private final @Nullable Display display;

    private DemoTable(PrintWriter out, @Nullable Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.display = terminal == null ? null : new Display(terminal, true);
    }

    static DemoTable on(PrintWriter out) throws IOException {
        return new DemoTable(
                out,
                Terminals.isInteractive()
                        ? TerminalBuilder.builder().system(true).build()
                        : null);
    }

    /** @param second how long the demo has run; a plain table comes only now and then */
    void show(RiskQueries queries, long second) {
        if (terminal == null && second % PLAIN_EVERY_SECONDS != 0) {
            return;
        }
        List<String> lines;
        try {
            lines = lines(queries);
        } catch (NotReadyException e) {
            lines = List.of("not ready: " + e.getMessage());
        }
        if (terminal == null || display == null) {
            lines.forEach(out::println);
            out.flush();
        } else {
            Size size = terminal.getSize();
            display.resize(size);
            int width = size.getColumns();
            display.update(
                    lines.stream()
                            .limit(size.getRows())
                            .map(line -> new AttributedString(Output.cut(line, width)))
                            .toList(),
                    0);
        }
    }

    private static List<String> lines(RiskQueries queries) {
        List<String> lines = new ArrayList<>();
        lines.add("SIMULATED time " + queries.now().map(Object::toString).orElse("?")
                + "; history to 2020 is real, incidents called SIMULATED did not happen; stop with Ctrl-C");
        List<List<String>> rows = Stream.of(queries.regions(null), queries.projects(null))
                .flatMap(subjects -> subjects.stream().sorted(SubjectView.WORST_FIRST))
                .map(queries::withMovement)
                .map(DemoTable::row)
                .toList();
        lines.addAll(Output.table(List.of("", "NAME", "LEVEL", "SCORE", "24 H", "WORST INCIDENT"), rows));
        return lines;
    }

    private static List<String> row(SubjectView s) {
        SubjectView.WorstIncident worst = s.worstIncident();
        return List.of(
                s.kind(),
                Output.cut(s.names().en(), NAME_COLUMNS),
                Output.level(s.level()),
                Output.number(s.score(), 1),
                Output.signed(s.change()),
                worst == null ? "" : Output.cut(Output.percent(worst.share()) + " " + worst.headline(), WORST_COLUMNS));
    }

    @Override
    public void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
    }
}
