package io.riskmonitor.alert;

import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** LEVEL and SURGE: what the score says, with two thresholds. */
record HazardCondition(AlertRule rule, RiskModel model) {
    /** The rule's measure of a score; none where the score is not known or, for a surge, the week is too quiet. */
    OptionalDouble value(@Nullable RiskScore score, boolean live) {
        if (score == null) {
            return OptionalDouble.empty();
        }
        if (rule.kind() == AlertKind.LEVEL) {
            Double known = score.score();
            return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
        }
        int last = model.decay().horizons() - 1;
        double week = sum(score, 0);
        // The floor too has a lower brother, or a surge would end with the first hour of decay.
        if (week < (live ? rule.floor() * rule.clear() / rule.raise() : rule.floor())) {
            return OptionalDouble.of(0);
        }
        double weekDaily = week / model.decay().halfLifeDays(0);
        double halfYearDaily = sum(score, last) / model.decay().halfLifeDays(last);
        return OptionalDouble.of(weekDaily / halfYearDaily);
    }

    private double sum(RiskScore score, int k) {
        return score.hazardByHorizon().get(k) / model.decay().weight(k);
    }

    /** A level falls only once the score is as far below it as {@code clear} is below {@code raise}. */
    Level level(double value, @Nullable Alert last) {
        Level level = rule.kind() == AlertKind.LEVEL ? Level.of(value) : rule.levelOf(value);
        if (last != null && last.isLive() && level.compareTo(last.level()) < 0) {
            double floor = rule.kind() == AlertKind.LEVEL
                    ? last.level().from()
                    : rule.levels().getOrDefault(last.level(), rule.raise());
            return value >= floor - (rule.raise() - rule.clear()) ? last.level() : level;
        }
        return level;
    }

    /** The incidents in the hazard of a subject, a project's at its worst site. */
    Finding finding(Level level, RiskScore score, Standing standing) {
        String site = score.worstSite();
        String subject = site == null ? score.subject() : score.subject() + "/" + site;
        return new Weightiest(standing, subject, model.decay(), score.asOf()).finding(level);
    }

    /**
     * Whether by what stands now the condition would have come to hold at any moment of a time. Between one incident's end
     * and the next, and within a phase, hazard and ratio only fall: so it is enough to look at those moments.
     */
    boolean everHeld(String subject, @Nullable Project project, Standing standing, Instant from, Instant to) {
        // Sums are exact: what is left when all that ended later is taken out is what had happened by then.
        Map<String, HazardState> states = new HashMap<>();
        List<Standing.Entry> later = new ArrayList<>();
        standing.latestFirst(null, entry -> {
            if (!entry.term().occurredTo().isAfter(from)) {
                return false;
            }
            HazardState state = states.computeIfAbsent(entry.subject(), standing::hazard);
            states.put(entry.subject(), state.minus(entry.term(), model.decay()));
            if (!entry.term().occurredTo().isAfter(to)) {
                later.add(entry);
            }
            return true;
        });
        Collections.reverse(later);
        int next = 0;
        for (Instant moment : moments(project, later, from, to)) {
            while (next < later.size() && !later.get(next).term().occurredTo().isAfter(moment)) {
                Standing.Entry entry = later.get(next++);
                states.computeIfPresent(entry.subject(), (s, state) -> state.plus(entry.term(), model.decay()));
            }
            RiskScore score = score(subject, project, of -> states.computeIfAbsent(of, standing::hazard), moment);
            if (value(score, false).orElse(0) >= rule.raise()) {
                return true;
            }
        }
        return false;
    }

    private RiskScore score(
            String subject, @Nullable Project project, Function<String, HazardState> states, Instant moment) {
        RiskAssessment assessment = new RiskAssessment(model);
        return project == null
                ? assessment.region(subject.substring(subject.indexOf('/') + 1), states.apply(subject), moment)
                : assessment.project(project, site -> states.apply(subject + "/" + site), moment);
    }

    private static TreeSet<Instant> moments(
            @Nullable Project project, List<Standing.Entry> later, Instant from, Instant to) {
        TreeSet<Instant> moments = new TreeSet<>();
        moments.add(from);
        later.forEach(entry -> moments.add(entry.term().occurredTo()));
        if (project != null) {
            project.phases().forEach(p -> moments.add(start(p.from())));
        }
        return new TreeSet<>(moments.subSet(from, true, to.isBefore(from) ? from : to, true));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
