package io.riskmonitor.alert;

import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a condition's alert when its subject moves. All of it follows from the contributions that stand,
 * the alert so far and the time: who judges twice judges the same.
 */
public final class AlertJudge {
    private final AlertRules rules;
    private final RiskModel model;
    private final AlertLife life;

    public AlertJudge(AlertRules rules, RiskModel model) {
        this.rules = rules;
        this.model = model;
        this.life = new AlertLife(rules);
    }

    /** The rules that watch a subject; a project that is not registered any more is watched by none. */
    public List<AlertRule> rulesFor(String subject, @Nullable Project project) {
        return rules.rules().stream()
                .filter(rule -> rule.covers(subject, project))
                .toList();
    }

    /**
     * Judges one rule.
     *
     * @param last the condition's latest alert, live or not; null if it never had one
     * @param standing asked only where needed
     * @return the alert's next state, if there is one; it is told if its revision is another
     */
    public Optional<Alert> judge(
            AlertRule rule, @Nullable Project project, @Nullable Alert last, Move move, Standing standing) {
        return rule.isOfIncidents()
                ? ofIncidents(new IncidentCondition(rule), project, last, move, standing)
                : ofScores(new HazardCondition(rule, model), project, last, move, standing);
    }

    /** Ends an alert whose rule or subject is watched no more. */
    public Optional<Alert> abandon(Alert last, Move move) {
        return last.isLive() ? Optional.of(life.close(last, move.scores(), move.at())) : Optional.empty();
    }

    private Optional<Alert> ofIncidents(
            IncidentCondition condition,
            @Nullable Project project,
            @Nullable Alert last,
            Move move,
            Standing standing) {
        Alert live = last != null && last.isLive() ? last : null;
        boolean touched = condition.isMetBy(move.before()) || condition.isMetBy(move.now());
        if (live == null ? !touched : isSettled(condition, live, move, touched)) {
            return Optional.empty();
        }
        Optional<Finding> found = condition.at(standing.weighty(condition.since(move.at())), move.at());
        if (found.isEmpty()) {
            return ended(last, move, () -> everHeld(condition, last, standing, move.at()));
        }
        return live == null
                ? Optional.of(raised(condition.rule(), project, last, found.get(), move))
                : renewed(live, project, found.get(), move, !move.isOfTimeOnly() || counts(found.get(), live));
    }

    private Optional<Alert> ofScores(
            HazardCondition condition, @Nullable Project project, @Nullable Alert last, Move move, Standing standing) {
        Alert live = last != null && last.isLive() ? last : null;
        RiskScore score = move.score();
        OptionalDouble value = condition.value(score, live != null);
        if (score == null || value.isEmpty()) {
            return Optional.empty();
        }
        // A live surge has a lower floor, by which none would be raised: whether one holds is asked without it.
        boolean above =
                condition.value(score, false).orElse(0) >= condition.rule().raise();
        boolean kept = live != null && value.getAsDouble() >= condition.rule().clear();
        if (live == null && above) {
            Level level = condition.level(value.getAsDouble(), null);
            return Optional.of(
                    raised(condition.rule(), project, last, condition.finding(level, score, standing), move));
        }
        boolean corrected = weakened(condition.rule(), move);
        if (last != null && last.status() != AlertStatus.RECALLED && corrected && !above) {
            Instant to = last.isLive() ? move.at() : last.updatedAt();
            if (bearsOn(move, to) && !condition.everHeld(move.subject(), project, standing, last.raisedAt(), to)) {
                return Optional.of(life.recall(last, Corrections.of(last, move), move.scores(), move.at()));
            }
        }
        if (live == null) {
            return Optional.empty();
        }
        if (!kept) {
            return clearing(condition.rule(), live, move);
        }
        Level level = condition.level(value.getAsDouble(), live);
        if (level != live.level() || ((corrected || isRetold(move)) && isNamed(live, move.before()))) {
            return renewed(live, project, condition.finding(level, score, standing), move, true);
        }
        if (live.clearingSince() == null) {
            return Optional.empty();
        }
        AlertDraft back = new AlertDraft(live);
        back.clearingSince = null;
        return Optional.of(back.unchanged());
    }

    /** Whether a correction takes something off the rule's measure, now or at any time before. */
    private static boolean weakened(AlertRule rule, Move move) {
        Contribution before = move.before();
        Contribution now = move.now();
        return before != null
                && (rule.kind() == AlertKind.SURGE // more of what is old makes the week stand out less
                        || now == null
                        || now.amplitude() < before.amplitude()
                        || !now.occurredTo().equals(before.occurredTo())
                        || now.spanDays() != before.spanDays());
    }

    /** Whether a correction is of something that had happened by then; what came later held nothing up. */
    private static boolean bearsOn(Move move, Instant to) {
        return Stream.of(move.before(), move.now())
                .anyMatch(c -> c != null && !c.occurredTo().isAfter(to));
    }

    /** Whether other sources stand behind the incident now. */
    private static boolean isRetold(Move move) {
        Contribution before = move.before();
        Contribution now = move.now();
        return before != null && now != null && !before.reports().equals(now.reports());
    }

    private static boolean isNamed(Alert alert, @Nullable Contribution c) {
        return c != null
                && alert.evidence().stream().anyMatch(e -> e.incidentId().equals(c.incidentId()));
    }

    private Optional<Alert> clearing(AlertRule rule, Alert live, Move move) {
        Instant since = live.clearingSince();
        if (since == null) {
            AlertDraft next = new AlertDraft(live);
            next.clearingSince = move.at();
            return Optional.of(next.unchanged());
        }
        return since.plus(rule.lasts()).isAfter(move.at())
                ? Optional.empty()
                : Optional.of(life.close(live, move.scores(), move.at()));
    }

    /** Whether a live alert needs no look at what stands: it is left as it is, or waits for a tick to be counted in. */
    private static boolean isSettled(IncidentCondition condition, Alert live, Move move, boolean touched) {
        if (touched) {
            return condition.isOnlyCounted(move, live);
        }
        boolean counting = move.isOfTimeOnly() && live.evidence().size() == Finding.MOST_SHOWN;
        return !counting && !hasRunOut(condition, live, move.at());
    }

    private static boolean counts(Finding finding, Alert live) {
        return finding.otherIncidents() > live.otherIncidents();
    }

    private static boolean hasRunOut(IncidentCondition condition, Alert live, Instant at) {
        return live.evidence().stream().noneMatch(e -> condition.lastsAt(e.occurredTo(), at));
    }

    private static boolean everHeld(IncidentCondition condition, @Nullable Alert last, Standing standing, Instant now) {
        return last != null && condition.everHeld(standing, last.raisedAt(), last.isLive() ? now : last.updatedAt());
    }

    private Optional<Alert> ended(@Nullable Alert last, Move move, Supplier<Boolean> everHeld) {
        if (last == null || last.status() == AlertStatus.RECALLED) {
            return Optional.empty();
        }
        if (move.before() != null && !everHeld.get()) {
            return Optional.of(life.recall(last, Corrections.of(last, move), move.scores(), move.at()));
        }
        return last.isLive() ? Optional.of(life.close(last, move.scores(), move.at())) : Optional.empty();
    }

    private Alert raised(AlertRule rule, @Nullable Project project, @Nullable Alert last, Finding finding, Move move) {
        return life.raise(
                rule,
                move.subject(),
                last,
                finding,
                Sections.of(rule.kind(), project, finding.sections()),
                move.scores(),
                model.version(),
                move.at());
    }

    /** @param mayTell false where only time has passed and no more stands behind it: what fades is not told */
    private Optional<Alert> renewed(
            Alert live, @Nullable Project project, Finding finding, Move move, boolean mayTell) {
        if (!mayTell
                || (finding.level() == live.level()
                        && finding.evidence().equals(live.evidence())
                        && finding.otherIncidents() == live.otherIncidents())) {
            return Optional.empty();
        }
        return Optional.of(life.update(
                live,
                finding,
                Sections.of(live.kind(), project, finding.sections()),
                move.scores(),
                Corrections.of(live, move),
                move.at()));
    }
}
