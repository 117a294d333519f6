package io.riskmonitor.feed;

import java.util.Map;

/**
 * What became of the rows of an ingest.
 *
 * @param rows rows read
 * @param revisions rows that told something new
 * @param unchanged rows that told what was known
 * @param retractions reports taken back, by a row or by vanishing from a complete release
 * @param deadLetters rows refused
 * @param ignored rows that tell of nothing the monitor watches
 * @param byRegion accepted rows by the region their place lies in, {@code outside} for none
 * @param byType accepted rows by type
 * @param refusedByReason dead letters by reason
 * @param ignoredByReason ignored rows by reason
 */
public record IngestSummary(
        long rows,
        long revisions,
        long unchanged,
        long retractions,
        long deadLetters,
        long ignored,
        Map<String, Long> byRegion,
        Map<String, Long> byType,
        Map<String, Long> refusedByReason,
        Map<String, Long> ignoredByReason) {}
