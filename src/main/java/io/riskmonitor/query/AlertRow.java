package io.riskmonitor.query;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertId;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Disposition;
import io.riskmonitor.alert.ScoreMove;
import io.riskmonitor.geo.Names;
import io.riskmonitor.risk.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a list shows it.
 *
 * @param names of the subject; null for the country and for feeds
 * @param live whether the condition still lasts
 * @param role who it is for now
 * @param escalatesAt when it passes to the next role; null if it does not
 * @param acknowledgedBy null if nobody has acknowledged it
 * @param disposition the latest; null if nobody has judged it
 * @param incidents how many are behind it
 * @param scoreBefore of the subject, 0 to 100, before what raised or last changed the alert; null if not known
 * @param scoreAfter the same after it
 */
public record AlertRow(
        AlertId id,
        AlertKind kind,
        String subject,
        @Nullable Names names,
        AlertStatus status,
        boolean live,
        Level level,
        int revision,
        Instant raisedAt,
        Instant updatedAt,
        String headline,
        String role,
        @Nullable Instant escalatesAt,
        @Nullable String acknowledgedBy,
        @Nullable Disposition disposition,
        int incidents,
        @Nullable Double scoreBefore,
        @Nullable Double scoreAfter) {
    static AlertRow of(Alert alert, @Nullable Names names) {
        ScoreMove score = alert.score();
        return new AlertRow(
                alert.id(),
                alert.kind(),
                alert.subject(),
                names,
                alert.status(),
                alert.isLive(),
                alert.level(),
                alert.revision(),
                alert.raisedAt(),
                alert.updatedAt(),
                alert.headline(),
                alert.role(),
                alert.escalatesAt(),
                alert.acknowledgement() == null ? null : alert.acknowledgement().who(),
                alert.disposition() == null ? null : alert.disposition().disposition(),
                alert.incidents(),
                score == null ? null : score.before(),
                score == null ? null : score.after());
    }
}
