package io.riskmonitor.alert;

import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.RiskScore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a subject: one of its contributions came, changed or went; or only time went on, and both are null.
 *
 * @param subject the owner's key
 * @param before the contribution as it stood
 * @param now the contribution as it stands
 * @param scoreBefore the score without the change, at the same moment; null if there is none
 * @param score with it; null if there is none
 */
public record Move(
        String subject,
        @Nullable Contribution before,
        @Nullable Contribution now,
        @Nullable RiskScore scoreBefore,
        @Nullable RiskScore score,
        Instant at) {
    public boolean isOfTimeOnly() {
        return before == null && now == null;
    }

    ScoreMove scores() {
        return new ScoreMove(
                scoreBefore == null ? null : scoreBefore.score(),
                score == null ? null : score.score(),
                scoreBefore == null ? null : scoreBefore.level(),
                score == null ? null : score.level());
    }
}
