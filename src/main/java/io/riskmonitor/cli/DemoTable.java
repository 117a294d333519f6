package io.riskmonitor.cli;

import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/** The demo's live table: redrawn in place on a terminal, plain lines now and then elsewhere. */
final class DemoTable implements AutoCloseable {
    private static final int PLAIN_EVERY_SECONDS = 30;
    private static final int PLAIN_COLUMNS = 136;

    private final String address;
    private final PrintWriter out;
    private final @Nullable Terminal terminal;
    private final @Nullable Display display;

    private DemoTable(String address, PrintWriter out, @Nullable Terminal terminal) {
        this.address = address;
        this.out = out;
        this.terminal = terminal;
        this.display = terminal == null ? null : new Display(terminal, true);
    }

    /** @param address what serves page, API and metrics */
    static DemoTable on(String address, PrintWriter out) throws IOException {
        return new DemoTable(
                address,
                out,
                Terminals.isInteractive()
                        ? TerminalBuilder.builder().system(true).build()
                        : null);
    }

    /** @param second how long the demo has run; a plain table comes only now and then */
    void show(RiskQueries queries, long second) {
        if (terminal == null || display == null) {
            if (second % PLAIN_EVERY_SECONDS == 0) {
                lines(queries, new DemoLayout(address, PLAIN_COLUMNS, Integer.MAX_VALUE))
                        .forEach(out::println);
                out.flush();
            }
            return;
        }
        Size size = terminal.getSize();
        display.resize(size);
        display.update(
                lines(queries, new DemoLayout(address, size.getColumns(), size.getRows())).stream()
                        .limit(size.getRows())
                        .map(line -> new AttributedString(Output.cut(line, size.getColumns())))
                        .toList(),
                0);
    }

    private static List<String> lines(RiskQueries queries, DemoLayout layout) {
        try {
            return layout.lines(
                    queries.now(), moved(queries, queries.regions(null)), moved(queries, queries.projects(null)));
        } catch (NotReadyException e) {
            return List.of("not ready: " + e.getMessage());
        }
    }

    private static List<SubjectView> moved(RiskQueries queries, List<SubjectView> subjects) {
        return subjects.stream().map(queries::withMovement).toList();
    }

    @Override
    public void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
    }
}
