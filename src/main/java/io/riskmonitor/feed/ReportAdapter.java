package io.riskmonitor.feed;

import io.riskmonitor.text.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Turns one source's bytes into revisions or reasons, row by row, in constant memory.
 *
 * <p>Every row that was read ends as exactly one {@link RowOutcome}, in the order of the file. A row that cannot be read
 * never stops the ones after it. Only what makes the rest of the file unreadable (no layout fits, bytes that are not
 * text) is thrown.
 */
public interface ReportAdapter {
    /** The source's name as it stands in report ids, such as {@code ucdp}. */
    String source();

    /**
     * Whether the source says of each row when it published that version. Then an older version never takes the place
     * of a newer one, in whatever order files are read.
     */
    default boolean datesItsVersions() {
        return false;
    }

    /**
     * @param in the file's bytes; read once, not closed here
     * @param context what the adapter needs to know of the run
     * @param outcomes takes each row's outcome as it is read
     * @throws UnreadableFileException if the layout is not known or the bytes cannot be read as its format
     */
    void read(InputStream in, FeedContext context, Consumer<RowOutcome> outcomes) throws IOException;
}
