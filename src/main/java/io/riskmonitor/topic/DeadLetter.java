package io.riskmonitor.topic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What could not be read, and why: a row of a feed, or a record of a topic.
 *
 * @param source the feed, or {@code topic} for a record
 * @param file the file it was in, for a row
 * @param topic where it lay, with partition and offset, for a record
 * @param row number of the row, the first data row being 1; 0 for a record
 * @param field the field at fault as the file names it
 * @param value the field's value, shortened
 * @param reason machine-readable kind of fault, such as {@code invalid-date}
 * @param message what is wrong and what was expected
 * @param raw the row or record as text, shortened
 * @param recordedAt when it was refused
 */
public record DeadLetter(
        String source,
        @Nullable String file,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        long row,
        String field,
        String value,
        String reason,
        String message,
        String raw,
        Instant recordedAt) {
    /** Source and position: the key of the topic. */
    public String key() {
        return topic == null ? source + "/" + file + "#" + row : source + "/" + topic + "-" + partition + "@" + offset;
    }
}
