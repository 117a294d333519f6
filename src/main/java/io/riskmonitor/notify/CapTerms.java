package io.riskmonitor.notify;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.incident.ReportId;
import io.riskmonitor.risk.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is in CAP's words (CAP 1.2, section 3.2); the table and its reasons are in CAP.md.
 *
 * @param response what to do, by CAP's {@code responseType}; null if nothing is asked for
 */
record CapTerms(
        String messageType,
        List<String> categories,
        @Nullable String response,
        String urgency,
        String severity,
        String certainty) {
    CapTerms {
        categories = List.copyOf(categories);
    }

    static CapTerms of(Alert alert) {
        AlertStatus status = alert.status();
        return new CapTerms(
                messageType(alert),
                categories(alert.kind()),
                status == AlertStatus.RECALLED
                        ? null
                        : status == AlertStatus.CLOSED ? "AllClear" : response(alert.kind()),
                alert.isLive() ? urgency(alert.kind()) : "Past",
                alert.feed() == null ? severity(alert.level()) : "Unknown",
                status == AlertStatus.RECALLED ? "Unlikely" : certainty(alert));
    }

    /** A closed alert was right while it lasted, so it is updated; only a recalled one is cancelled. */
    private static String messageType(Alert alert) {
        return alert.status() == AlertStatus.RECALLED ? "Cancel" : alert.revision() == 1 ? "Alert" : "Update";
    }

    private static List<String> categories(AlertKind kind) {
        return switch (kind) {
            case PROXIMITY, TARGETED, LEVEL, SURGE -> List.of("Security");
            case CORRIDOR -> List.of("Security", "Transport");
            case STALE_FEED -> List.of("Other");
        };
    }

    private static String response(AlertKind kind) {
        return switch (kind) {
            case PROXIMITY, TARGETED, CORRIDOR -> "Avoid";
            case LEVEL, SURGE -> "Assess";
            case STALE_FEED -> "Monitor";
        };
    }

    private static String urgency(AlertKind kind) {
        return switch (kind) {
            case PROXIMITY, TARGETED, CORRIDOR -> "Immediate";
            case LEVEL, STALE_FEED -> "Expected";
            case SURGE -> "Future";
        };
    }

    private static String severity(Level level) {
        return switch (level) {
            case CRITICAL -> "Extreme";
            case HIGH -> "Severe";
            case SUBSTANTIAL -> "Moderate";
            case MODERATE, LOW -> "Minor";
        };
    }

    /** That a source is silent is seen; that something happened is, once two sources say so of the weightiest incident. */
    private static String certainty(Alert alert) {
        long sources = alert.evidence().stream()
                .limit(1)
                .flatMap(evidence -> evidence.reports().stream())
                .map(ReportId::source)
                .distinct()
                .count();
        return alert.feed() != null || sources > 1 ? "Observed" : "Likely";
    }
}
