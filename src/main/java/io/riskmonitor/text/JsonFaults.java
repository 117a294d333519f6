package io.riskmonitor.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** What to say of JSON that cannot be read. */
public final class JsonFaults {
    private JsonFaults() {}

    /** What is wrong and at which line and column. */
    public static String place(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return "no JSON: " + Texts.shorten(Utf8Text.shown(e.getOriginalMessage()), 300) + where;
    }

    public static UnreadableFileException unreadable(String fileName, long rowsRead, JsonProcessingException cause) {
        return unreadable(fileName, rowsRead, place(cause), cause);
    }

    public static UnreadableFileException unreadable(String fileName, long rowsRead, String what) {
        return unreadable(fileName, rowsRead, what, null);
    }

    private static UnreadableFileException unreadable(
            String fileName, long rowsRead, String what, @Nullable Throwable cause) {
        return new UnreadableFileException(
                fileName + ": after " + rowsRead + " entries: " + what + "; the rest cannot be read", cause);
    }
}
