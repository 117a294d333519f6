package io.riskmonitor.query;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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

    /** The same page with what another instance found for the same question: those that changed last, as many as fit. */
    public AlertPage with(AlertPage other, int limit) {
        List<AlertRow> all = Stream.concat(alerts.stream(), other.alerts().stream())
                .sorted(Comparator.comparing(AlertRow::updatedAt).reversed().thenComparing(AlertRow::id))
                .toList();
        boolean more = all.size() > limit || next != null || other.next() != null;
        List<AlertRow> page = all.subList(0, Math.min(limit, all.size()));
        AlertRow last = page.isEmpty() ? null : page.get(page.size() - 1);
        return new AlertPage(
                page, more && last != null ? new AlertPosition(last.updatedAt(), last.id()).toString() : null);
    }
}
