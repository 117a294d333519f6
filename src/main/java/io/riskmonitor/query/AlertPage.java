package io.riskmonitor.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the alerts that were asked for.
 *
 * @param next an {@link AlertPosition} as text: what to ask for the page after this one; null if this is the last
 */
public record AlertPage(List<AlertRow> alerts, @Nullable String next) {
    public AlertPage {
        alerts = List.copyOf(alerts);
    }
}
