package io.riskmonitor.feed;

import io.riskmonitor.text.JsonRow;
import io.riskmonitor.text.JsonRows;
import io.riskmonitor.text.UnreadableFileException;
import io.riskmonitor.text.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Insecurity Insight's incidents in which aid workers were killed, injured, kidnapped or arrested (KIKA), as the
 * Humanitarian Data Exchange gives them in JSON: numbers and coordinates as texts, precision in words.
 */
public final class KikaAdapter implements ReportAdapter {
    static final String SOURCE = "kika";
    private static final String LAYOUT = "json";

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        String layout = context.layout();
        if (layout != null && !layout.equals(LAYOUT)) {
            throw new UnreadableFileException(
                    context.fileName() + ": unknown KIKA layout '" + layout + "'; known is " + LAYOUT);
        }
        BufferedReader text = new BufferedReader(Utf8Text.open(in, context.fileName()));
        try (JsonRows rows = new JsonRows(text, context.fileName(), "data")) {
            for (@Nullable JsonRow row = rows.next(JsonRow::element); row != null; row = rows.next(JsonRow::element)) {
                if (layout == null && rows.number() == 1 && !row.has(KikaRow.ID) && !row.has(KikaRow.KIDNAPPED)) {
                    throw new UnreadableFileException(context.fileName() + ": no KIKA file: the first row has neither '"
                            + KikaRow.ID + "' nor '" + KikaRow.KIDNAPPED + "'");
                }
                outcomes.accept(new KikaRow(row.fields(), context).outcome(rows.number(), row::raw));
            }
        }
    }
}
