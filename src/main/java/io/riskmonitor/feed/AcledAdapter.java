package io.riskmonitor.feed;

import io.riskmonitor.text.Cell;
import io.riskmonitor.text.CsvRow;
import io.riskmonitor.text.CsvRows;
import io.riskmonitor.text.JsonRow;
import io.riskmonitor.text.JsonRows;
import io.riskmonitor.text.Problem;
import io.riskmonitor.text.RowFields;
import io.riskmonitor.text.Texts;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Armed Conflict Location and Event Data, as the API gives them in JSON or CSV, as copies carry them (a second header of
 * HXL tags, the older layout of 30 columns without {@code sub_event_type}), and the API's list of deletions, each of which
 * takes its event back.
 *
 * <p>Columns are found by name, in any order and case; names that are not known are passed over. Layouts to force:
 * {@code json}, {@code csv}, {@code deleted-json}, {@code deleted-csv}.
 */
public final class AcledAdapter implements ReportAdapter {
    static final String SOURCE = "acled";
    private static final List<String> LAYOUTS = List.of("json", "csv", "deleted-json", "deleted-csv");
    private static final List<String> NEEDED =
            List.of(AcledRow.ID, "event_date", "event_type", "latitude", "longitude");

    @Override
    public String source() {
        return SOURCE;
    }

    /** The timestamp is when ACLED uploaded this version of the row. */
    @Override
    public boolean datesItsVersions() {
        return true;
    }

    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        String layout = context.layout();
        if (layout != null && !LAYOUTS.contains(layout)) {
            throw new UnreadableFileException(context.fileName() + ": unknown ACLED layout '" + layout + "'; known are "
                    + String.join(", ", LAYOUTS));
        }
        BufferedReader text = new BufferedReader(Utf8Text.open(in, context.fileName()));
        String start = Lines.start(text);
        boolean json = layout == null ? start.startsWith("{") || start.startsWith("[") : layout.endsWith("json");
        if (json) {
            readJson(text, context, outcomes);
        } else {
            readCsv(text, context, outcomes);
        }
    }

    private static void readJson(BufferedReader text, FeedContext context, Consumer<RowOutcome> outcomes)
            throws IOException {
        try (JsonRows rows = new JsonRows(text, context.fileName(), "data")) {
            for (@Nullable JsonRow row = rows.next(JsonRow::element); row != null; row = rows.next(JsonRow::element)) {
                boolean isDeletion = isForcedDeletion(context) || row.has(AcledRow.DELETED);
                outcomes.accept(new AcledRow(row.fields(), context).outcome(rows.number(), isDeletion, row::raw));
            }
        }
    }

    private static void readCsv(BufferedReader text, FeedContext context, Consumer<RowOutcome> outcomes)
            throws IOException {
        CsvRows rows = new CsvRows(text, context.fileName());
        List<String> names = rows.header().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        boolean deletions = isForcedDeletion(context) || names.contains(AcledRow.DELETED);
        List<String> missing = (deletions ? List.of(AcledRow.ID) : NEEDED)
                .stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFileException(context.fileName() + ": no ACLED columns. The header is "
                    + Texts.shorten(Utf8Text.shown(String.join(",", rows.header())), 200) + rows.separatorHint()
                    + "; it lacks " + String.join(", ", missing));
        }
        for (@Nullable CsvRow row = rows.next(); row != null; row = rows.next()) {
            Problem problem = row.problem();
            if (problem != null) {
                outcomes.accept(RowOutcome.Refused.of(problem, row.number(), null, row.raw()));
                continue;
            }
            Map<String, Cell> cells = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                cells.putIfAbsent(
                        names.get(i),
                        new Cell(rows.header().get(i), row.fields().get(i)));
            }
            outcomes.accept(new AcledRow(new RowFields(cells), context).outcome(row.number(), deletions, row::raw));
        }
    }

    private static boolean isForcedDeletion(FeedContext context) {
        return context.layout() != null && context.layout().startsWith("deleted");
    }
}
