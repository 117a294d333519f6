package io.riskmonitor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on an alert.
 *
 * @param disposition given when it is disposed of, and only then
 * @param comment needed for a comment, else free
 */
public record AlertAction(
        AlertId alertId,
        Kind kind,
        String who,
        Instant at,
        @Nullable Disposition disposition,
        @Nullable String comment) {
    public enum Kind {
        ACKNOWLEDGE,
        DISPOSE,
        COMMENT
    }

    public AlertAction {
        if (who.isBlank()) {
            throw new IllegalArgumentException("an action names who acts");
        }
        if ((kind == Kind.DISPOSE) != (disposition != null)) {
            throw new IllegalArgumentException(kind + " with disposition " + disposition);
        }
        if (kind == Kind.COMMENT && (comment == null || comment.isBlank())) {
            throw new IllegalArgumentException("a comment says something");
        }
    }

    Handling handling() {
        return new Handling(who, at, disposition, comment);
    }
}
