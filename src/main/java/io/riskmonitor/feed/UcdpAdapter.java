package io.riskmonitor.feed;

import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Uppsala Conflict Data Program's georeferenced events, in the layouts {@code ged}, {@code web-export},
 * {@code ged-14} and {@code candidate}; see {@link UcdpLayout}.
 *
 * <p>Ids are the event's own numbers, so an event keeps its id from Candidate through all releases. Two rows with one id
 * in one file are two revisions learnt at the same moment; {@link io.riskmonitor.incident.Revision#supersedes} picks the
 * same one of them whatever their order.
 */
public final class UcdpAdapter implements ReportAdapter {
    static final String SOURCE = "ucdp";
    /** How many rows are looked at before the layout is decided. */
    private static final int FIRST_ROWS = 50;

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        CsvRows rows = new CsvRows(Utf8Text.open(in, context.fileName()), context.fileName());
        List<CsvRow> first = firstRows(rows);
        UcdpLayout layout = context.layout() == null
                ? UcdpLayout.recognised(rows, first, context.fileName())
                : UcdpLayout.forced(context.layout(), rows.header(), context.fileName());
        for (CsvRow row : first) {
            outcomes.accept(outcome(row, rows.header(), layout, context));
        }
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            outcomes.accept(outcome(row, rows.header(), layout, context));
        }
    }

    private static List<CsvRow> firstRows(CsvRows rows) throws IOException {
        List<CsvRow> first = new ArrayList<>();
        while (first.size() < FIRST_ROWS) {
            @Nullable CsvRow row = rows.next();
            if (row == null) {
                break;
            }
            first.add(row);
        }
        return first;
    }

    private static RowOutcome outcome(CsvRow row, List<String> header, UcdpLayout layout, FeedContext context) {
        Problem problem = row.problem();
        if (problem != null) {
            return RowOutcome.Refused.of(problem, row.number(), null, row.raw());
        }
        RowFields fields = new RowFields(UcdpLayout.cells(header, row.fields()));
        return new UcdpRow(fields, layout, context).outcome(row.number(), row::raw);
    }
}
