package io.riskmonitor.runtime;

import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertQueries;
import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.topology.AlertPartitioner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts as they stand, and what people do with them. */
public final class LiveAlerts {
    /** So long an alert that has ended stays in feeds: whoever reads them once a month misses no recall. */
    static final Duration KEPT = Duration.ofDays(35);

    private final AlertQueries queries;
    private final AlertActionLog actions;
    private final TopologyProgress progress;
    private final TopicScan<Alert> log;
    private final AlertBoard board;

    LiveAlerts(
            AlertQueries queries,
            AlertActionLog actions,
            TopologyProgress progress,
            TopicScan<Alert> log,
            AlertBoard board) {
        this.queries = queries;
        this.log = log;
        this.board = board;
        this.actions = actions;
        this.progress = progress;
    }

    public AlertQueries queries() {
        return queries;
    }

    /**
     * What was said of an alert, revision by revision, oldest first, as far as the log still holds it: for about a year, also
     * where the condition has been raised anew since, and whichever instance owns it.
     *
     * @throws UnknownSubjectException if the log holds nothing of it
     */
    public List<Alert> revisions(AlertId id) {
        List<Alert> revisions = new ArrayList<>();
        log.forEach(id.toString(), count -> AlertPartitioner.partition(id, count), revisions::add);
        if (revisions.isEmpty()) {
            throw new UnknownSubjectException("no alert '" + id + "'");
        }
        return revisions;
    }

    /** The latest revision of each alert that lasts or has ended in the last 35 days, those that changed last first. */
    public List<Alert> standing(Instant now) {
        return board.standing(now);
    }

    /**
     * Does what a person wants with an alert; returns the alert once that has taken effect.
     *
     * @param caller who asks for it, for the audit trail; the action's {@code who} is whose word it is
     * @throws UnknownSubjectException if the alert does not stand here; then nothing is done
     */
    public AlertDetail act(AlertAction action, String caller, Change.Surface via) {
        queries.detail(action.alertId()); // refuses what is not there, before anything is written
        append(action, caller, via);
        return queries.detail(action.alertId());
    }

    /** Writes what a person wants with an alert that another instance owns; returns once it has taken effect there. */
    public void append(AlertAction action, String caller, Change.Surface via) {
        progress.awaitPast(actions.append(action, new Change(caller, via, kind(action), detail(action, caller))));
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
