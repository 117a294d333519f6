package io.riskmonitor.access;

import java.time.Instant;
import java.util.List;

/**
 * A change that somebody is about to make.
 *
 * @param who a token's name or {@link Caller#LOCAL_USER}
 * @param detail what else is worth knowing, in words
 */
public record Change(String who, Surface via, ChangeKind what, String detail) {
    /** How it came in. */
    public enum Surface {
        HTTP,
        COMMAND
    }

    /**
     * The record of it, once it is known what it touched.
     *
     * @param subjects ids of what was changed, the first of them if they are many
     * @param count how many were changed
     */
    public AuditEntry made(Instant at, List<String> subjects, long count) {
        return new AuditEntry(at, who, via, what, subjects, count, detail);
    }
}
