package io.riskmonitor.query;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.alert.Handling;
import io.riskmonitor.geo.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert with all that is behind it.
 *
 * @param alert as its topic has it
 * @param names of the subject; null for the country and for feeds
 * @param life what the alert remembers of its life, oldest first: that it was raised, what people did, and how it came to
 *     the status it has
 */
public record AlertDetail(Alert alert, @Nullable Names names, List<Step> life) {
    /** What can have happened to an alert. */
    public enum What {
        RAISED,
        UPDATED,
        ACKNOWLEDGED,
        COMMENTED,
        DISPOSED,
        ESCALATED,
        CLOSED,
        RECALLED
    }

    /** @param who null for what the monitor did by itself */
    public record Step(
            Instant at,
            What what,
            @Nullable String who,
            @Nullable Disposition disposition,
            @Nullable String comment) {
        private static Step of(What what, Handling handling) {
            return new Step(handling.at(), what, handling.who(), handling.disposition(), handling.comment());
        }

        private static Step of(What what, Instant at) {
            return new Step(at, what, null, null, null);
        }
    }

    public AlertDetail {
        life = List.copyOf(life);
    }

    static AlertDetail of(Alert alert, @Nullable Names names) {
        return new AlertDetail(alert, names, life(alert));
    }

    private static List<Step> life(Alert alert) {
        List<Step> life = new ArrayList<>();
        life.add(Step.of(What.RAISED, alert.raisedAt()));
        Handling acknowledgement = alert.acknowledgement();
        Handling disposition = alert.disposition();
        if (acknowledgement != null && !acknowledgement.equals(disposition)) {
            life.add(Step.of(What.ACKNOWLEDGED, acknowledgement));
        }
        if (disposition != null) {
            life.add(Step.of(What.DISPOSED, disposition));
        }
        alert.comments().stream()
                .filter(said -> !said.equals(acknowledgement) && !said.equals(disposition))
                .forEach(said -> life.add(Step.of(What.COMMENTED, said)));
        life.sort(Comparator.comparing(Step::at));
        if (alert.status() != AlertStatus.OPEN && alert.status() != AlertStatus.ACKNOWLEDGED) {
            life.add(Step.of(What.valueOf(alert.status().name()), alert.updatedAt()));
        }
        return life;
    }
}
