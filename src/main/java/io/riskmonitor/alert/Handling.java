package io.riskmonitor.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person did with an alert.
 *
 * @param disposition what they made of it; null if they acknowledged or commented only
 */
public record Handling(
        String who,
        Instant at,
        @Nullable Disposition disposition,
        @Nullable String comment) {}
