package io.riskmonitor.access;

import java.time.Instant;
import java.util.List;

/**
 * Who changed what, and when by the wall clock; written in the transaction that makes the change, so that there is never
 * one without the other.
 *
 * @param subjects ids of what was changed, at most {@value #MOST_SUBJECTS}
 * @param count how many were changed
 */
public record AuditEntry(
        Instant at, String who, Change.Surface via, ChangeKind what, List<String> subjects, long count, String detail) {
    public static final int MOST_SUBJECTS = 20;

    public AuditEntry {
        subjects = List.copyOf(subjects.subList(0, Math.min(subjects.size(), MOST_SUBJECTS)));
    }
}
