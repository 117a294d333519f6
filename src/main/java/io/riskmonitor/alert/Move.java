package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.RiskScore;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a subject: one of its contributions came, changed or went; or only time went on, and both are null.
 *
 * @param subject the owner's key
 * @param before the contribution as it stood
 * @param now the contribution as it stands
 * @param scoreBefore gives the score without the change, at the same moment, null if there is none; asked while the move is
 *     judged, and only where an alert is to tell of it
 * @param score with it; null if there is none
 * @param blindness why neither score may be shown as low; null if it may. What they are judged by stays as it is: a recall
 *     waits for no feed
 */
public record Move(
        String subject,
        @Nullable Contribution before,
        @Nullable Contribution now,
        Supplier<@Nullable RiskScore> scoreBefore,
        @Nullable RiskScore score,
        Instant at,
        @Nullable String blindness) {
    public boolean isOfTimeOnly() {
        return before == null && now == null;
    }

    ScoreMove scores() {
        RiskScore without = scoreBefore.get();
        RiskScore before = without == null ? null : without.unknownIfLow(blindness);
        RiskScore after = score == null ? null : score.unknownIfLow(blindness);
        return new ScoreMove(
                before == null ? null : before.score(),
                after == null ? null : after.score(),
                before == null ? null : before.level(),
                after == null ? null : after.level());
    }
}
