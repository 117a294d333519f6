package io.riskmonitor.topology;

import io.riskmonitor.alert.AlertId;

/** The keys of the alerts store: {@code subject|rule}, so that all alerts on a subject lie side by side. */
public final class AlertKey {
    private AlertKey() {}

    static String of(String subject, String rule) {
        return prefix(subject) + rule;
    }

    public static String of(AlertId id) {
        return of(id.subject(), id.condition());
    }

    static String prefix(String subject) {
        return subject + "|";
    }
}
