package io.riskmonitor.topic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a feed has been read; written in the same transaction as the rows it counts.
 *
 * @param feed the source
 * @param file the file being read, if it is one
 * @param rows rows of it read so far
 * @param complete whether the end has been reached
 * @param recordedAt when this was written
 */
public record FeedCursor(String feed, @Nullable String file, long rows, boolean complete, Instant recordedAt) {}
