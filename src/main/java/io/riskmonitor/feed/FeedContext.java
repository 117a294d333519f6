package io.riskmonitor.feed;

import io.riskmonitor.geo.RegionIndex;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter knows of the run it reads for.
 *
 * @param fileName the file's name, for messages
 * @param recordedAt the moment at which this reading learns of the rows, unless a row says its own
 * @param recordedBy who reads: a feed's name or a person
 * @param layout the layout to force, or null to recognise it by content
 * @param regions resolves region names to extents and uncertainties
 */
public record FeedContext(
        String fileName,
        Instant recordedAt,
        String recordedBy,
        @Nullable String layout,
        RegionIndex regions) {}
