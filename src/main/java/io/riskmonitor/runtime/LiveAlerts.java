package io.riskmonitor.runtime;

import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertQueries;

/** Alerts as they stand, and what people do with them. */
public final class LiveAlerts {
    private final AlertQueries queries;
    private final AlertActionLog actions;
    private final TopologyProgress progress;

    LiveAlerts(AlertQueries queries, AlertActionLog actions, TopologyProgress progress) {
        this.queries = queries;
        this.actions = actions;
        this.progress = progress;
    }

    public AlertQueries queries() {
        return queries;
    }

    /**
     * Does what a person wants with an alert; returns the alert once that has taken effect.
     *
     * @param caller who asks for it, for the audit trail; the action's {@code who} is whose word it is
     * @throws io.riskmonitor.query.UnknownSubjectException if the alert does not stand here; then nothing is done
     */
    public AlertDetail act(AlertAction action, String caller, Change.Surface via) {
        queries.detail(action.alertId()); // refuses what is not there, before anything is written
        progress.awaitPast(actions.append(action, new Change(caller, via, kind(action), detail(action, caller))));
        return queries.detail(action.alertId());
    }

    private static ChangeKind kind(AlertAction action) {
        return switch (action.kind()) {
            case ACKNOWLEDGE -> ChangeKind.ALERT_ACKNOWLEDGED;
            case DISPOSE -> ChangeKind.ALERT_DISPOSED;
            case COMMENT -> ChangeKind.ALERT_COMMENTED;
        };
    }

    private static String detail(AlertAction action, String caller) {
        String by = action.who().equals(caller) ? "" : "by " + action.who();
        return action.disposition() == null ? by : (action.disposition() + " " + by).strip();
    }
}
