package io.riskmonitor.alert;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the alert on a needed source. It is raised when the source falls silent, not while it is awaited
 * for the first time, and ends with its next record. It is never recalled: that a record comes late does not undo that
 * nothing was known meanwhile.
 */
public final class FeedJudge {
    private final AlertRules rules;
    private final AlertLife life;
    private final String modelVersion;

    /** @param modelVersion what alerts are signed with beside the rules' version */
    public FeedJudge(AlertRules rules, String modelVersion) {
        this.rules = rules;
        this.life = new AlertLife(rules);
        this.modelVersion = modelVersion;
    }

    /** What a source is called as the subject of an alert. */
    public static String subject(String feed) {
        return "feed/" + feed;
    }

    /** The rule that needs a source; none if none does. */
    public Optional<String> ruleId(FeedState state) {
        return rules.feeds().ruleOf(state.feed()).map(FeedRule::id);
    }

    /** @param last the source's latest alert, live or not; null if it never had one */
    public Optional<Alert> judge(FeedState state, @Nullable Alert last, Instant at) {
        Alert live = last != null && last.isLive() ? last : null;
        Optional<FeedSilence> silence = state.silence();
        if (silence.isEmpty()) {
            return abandon(last, at);
        }
        return live == null
                ? rules.feeds()
                        .ruleOf(state.feed())
                        .map(rule -> life.raise(rule, last, silence.get(), modelVersion, at))
                : life.escalate(live, at);
    }

    /** Ends the alert on a source that has spoken again, or that no rule needs any more. */
    public Optional<Alert> abandon(@Nullable Alert last, Instant at) {
        return last != null && last.isLive() ? Optional.of(life.close(last, null, at)) : Optional.empty();
    }
}
