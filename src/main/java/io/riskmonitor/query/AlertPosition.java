package io.riskmonitor.query;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where a page of alerts ended. The next one begins behind it, however many alerts have come or changed meanwhile: those
 * stand before the first page. Written {@code 2026-01-05T12:00:00Z~project.n-sukala.proximity.near.1}.
 */
public record AlertPosition(Instant updatedAt, AlertId id) {
    private static final String SEPARATOR = "~";

    static AlertPosition of(Alert alert) {
        return new AlertPosition(alert.updatedAt(), alert.id());
    }

    /** @throws IllegalArgumentException if the text is not a position */
    public static AlertPosition parse(String text) {
        String[] parts = text.split(SEPARATOR, 2);
        try {
            return new AlertPosition(Instant.parse(parts[0]), AlertId.parse(parts[parts.length - 1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not where a page ended", e);
        }
    }

    boolean isBefore(Alert alert) {
        int order = alert.updatedAt().compareTo(updatedAt);
        return order < 0 || (order == 0 && alert.id().compareTo(id) > 0);
    }

    @Override
    public String toString() {
        return updatedAt + SEPARATOR + id;
    }
}
