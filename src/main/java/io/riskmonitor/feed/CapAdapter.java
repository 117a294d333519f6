package io.riskmonitor.feed;

import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Warnings in the Common Alerting Protocol 1.2 (OASIS, 2010): an alert to a file, or a feed that holds alerts.
 *
 * <p>A file's rows are what its alerts say: each alert's own report, and each earlier alert that an Update replaces or a
 * Cancel takes back. Ids are {@code cap:SENDER,IDENTIFIER}. An alert that expires is not taken back: what it warned of
 * decays like everything else, and only its sender can say that it was wrong.
 */
public final class CapAdapter implements ReportAdapter {
    static final String SOURCE = "cap";
    private static final String LAYOUT = "cap-1.2";

    @Override
    public String source() {
        return SOURCE;
    }

    /** An alert says when it was sent. */
    @Override
    public boolean datesItsVersions() {
        return true;
    }

    @Override
    public void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException {
        String layout = context.layout();
        if (layout != null && !layout.equals(LAYOUT)) {
            throw new UnreadableFileException(
                    context.fileName() + ": unknown CAP layout '" + layout + "'; known is " + LAYOUT);
        }
        long rows = 0;
        try (CapDocument document = new CapDocument(in, context.fileName())) {
            for (@Nullable CapElement alert = document.next(); alert != null; alert = document.next()) {
                for (RowOutcome outcome : new CapAlert(alert, context).outcomes(rows)) {
                    outcomes.accept(outcome);
                    rows++;
                }
            }
        }
    }
}
