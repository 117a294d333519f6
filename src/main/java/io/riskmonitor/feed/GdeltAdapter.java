package io.riskmonitor.feed;

import io.riskmonitor.text.Problem;
import io.riskmonitor.text.Reason;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * GDELT 2.0 event exports: tab-separated, 61 fields, no header, one file every 15 minutes of all the world's news
 * (GDELT Event Codebook 2.0, 2015-02-19). Only material conflict (QuadClass 4) that is violence is read; the rest is
 * passed over by name of its reason, see {@link Cameo}.
 */
public final class GdeltAdapter implements ReportAdapter {
    static final String SOURCE = "gdelt";
    static final List<String> NAMES = names();

    private static final String LAYOUT = "events-2";
    private static final int QUAD_CLASS = NAMES.indexOf("QuadClass");
    private static final int EVENT_ID = NAMES.indexOf("GLOBALEVENTID");
    private static final String MATERIAL_CONFLICT = "4";

    @Override
    public String source() {
        return SOURCE;
    }

    /** DATEADDED is when GDELT published the row, and no row is ever published anew. */
    @Override
    public boolean datesItsVersions() {
        return true;
    }

    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        String layout = context.layout();
        if (layout != null && !layout.equals(LAYOUT)) {
            throw new UnreadableFileException(
                    context.fileName() + ": unknown GDELT layout '" + layout + "'; known is " + LAYOUT);
        }
        BufferedReader text = new BufferedReader(Utf8Text.open(in, context.fileName()));
        if (layout == null) {
            recognise(Lines.start(text), context.fileName());
        }
        Lines lines = new Lines(text);
        long row = 0;
        for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
            row++;
            outcomes.accept(outcome(line, row, context));
        }
    }

    private static RowOutcome outcome(String line, long row, FeedContext context) {
        if (line.length() >= Lines.MAX_LINE) {
            return RowOutcome.Refused.of(Lines.tooLong(line), row, null, line);
        }
        List<String> values = List.of(line.split("\t", -1));
        if (values.size() != NAMES.size()) {
            String message = "the row has " + values.size() + " fields, not " + NAMES.size()
                    + (values.size() < NAMES.size() ? "; the row or the file may be cut short" : "");
            Problem problem = Problem.ofRow(Reason.WRONG_FIELD_COUNT, String.valueOf(values.size()), message);
            return RowOutcome.Refused.of(problem, row, null, Utf8Text.shown(line));
        }
        GdeltRow read = new GdeltRow(values, context);
        if (values.get(QUAD_CLASS).matches("[1-3]")) {
            return new RowOutcome.Ignored(row, GdeltRow.id(values.get(EVENT_ID)), "not-material-conflict");
        }
        if (!values.get(QUAD_CLASS).equals(MATERIAL_CONFLICT)) {
            read.refuseQuadClass();
        }
        return read.outcome(row, () -> Utf8Text.shown(line));
    }

    /** Whether any of the first lines has the right number of fields; one bad row alone does not make another file. */
    private static void recognise(String start, String fileName) throws UnreadableFileException {
        List<String> lines = start.lines().limit(50).toList();
        if (lines.stream().anyMatch(line -> fields(line) == NAMES.size())) {
            return;
        }
        int fields = lines.isEmpty() ? 0 : fields(lines.get(0));
        throw new UnreadableFileException(fileName + ": no GDELT 2.0 event export: its rows have " + NAMES.size()
                + " fields between tabs, the first line here has " + fields
                + (fields == 57 || fields == 58 ? ", as GDELT 1.0 has" : ""));
    }

    private static int fields(String line) {
        return 1 + (int) line.chars().filter(c -> c == '\t').count();
    }

    private static List<String> names() {
        String place = "Geo_Type Geo_FullName Geo_CountryCode Geo_ADM1Code Geo_ADM2Code Geo_Lat Geo_Long Geo_FeatureID";
        String actor = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code"
                + " Type3Code";
        return List.of(String.join(
                        " ",
                        "GLOBALEVENTID SQLDATE MonthYear Year FractionDate",
                        prefixed("Actor1", actor),
                        prefixed("Actor2", actor),
                        "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions"
                                + " NumSources NumArticles AvgTone",
                        prefixed("Actor1", place),
                        prefixed("Actor2", place),
                        prefixed("Action", place),
                        "DATEADDED SOURCEURL")
                .split(" ", -1));
    }

    private static String prefixed(String prefix, String names) {
        return prefix + names.replace(" ", " " + prefix);
    }
}
