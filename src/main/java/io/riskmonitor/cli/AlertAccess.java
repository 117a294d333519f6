package io.riskmonitor.cli;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertAction;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.query.AlertDetail;
import io.riskmonitor.query.AlertPage;
import io.riskmonitor.query.AlertQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands ask of a monitor about alerts. */
interface AlertAccess {
    /** What somebody wants done with an alert. */
    record Wish(
            AlertAction.Kind action,
            @Nullable Disposition disposition,
            @Nullable String comment,
            String by) {}

    AlertPage alerts(AlertQueries.Filter filter);

    /** @throws io.riskmonitor.query.UnknownSubjectException if there is no such alert */
    AlertDetail alert(AlertId id);

    /**
     * What was said of an alert, oldest first, as far as the log still holds it.
     *
     * @throws io.riskmonitor.query.UnknownSubjectException if it holds nothing of it
     */
    List<Alert> revisions(AlertId id);

    /** Returns the alert once it has been done. */
    AlertDetail act(AlertId id, Wish wish);
}
