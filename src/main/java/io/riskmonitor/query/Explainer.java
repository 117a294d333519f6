package io.riskmonitor.query;

import io.riskmonitor.geo.Region;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a score apart into the incidents behind it. */
final class Explainer {
    private final RiskModel model;
    private final SubjectScores scores;

    Explainer(RiskModel model, SubjectScores scores) {
        this.model = model;
        this.scores = scores;
    }

    Explanation explain(
            Region region, @Nullable Instant at, Set<String> without, Function<RiskScore, SubjectView> view) {
        RiskScore whole = scores.of(region, at, Set.of());
        RiskScore score = without.isEmpty() ? whole : scores.of(region, whole.asOf(), without);
        return new Explanation(
                view.apply(score),
                null,
                null,
                rows(SubjectId.region(region.id()), score.asOf(), without),
                without.isEmpty() ? null : new Explanation.Without(sorted(without), whole.score()));
    }

    Explanation explain(
            Project project,
            @Nullable String siteId,
            @Nullable Instant at,
            Set<String> without,
            Function<RiskScore, SubjectView> view) {
        RiskScore whole = scores.of(project, at, Set.of());
        RiskScore score = without.isEmpty() ? whole : scores.of(project, whole.asOf(), without);
        String chosen = siteId == null ? score.worstSite() : siteId;
        Optional<Site> site =
                project.sites().stream().filter(s -> s.id().equals(chosen)).findFirst();
        if (siteId != null && site.isEmpty()) {
            throw new UnknownSubjectException("project '" + project.id() + "' has no site '" + siteId + "'; it has "
                    + String.join(", ", project.sites().stream().map(Site::id).toList()));
        }
        return new Explanation(
                view.apply(score),
                site.map(Explainer::view).orElse(null),
                project.phaseAt(score.asOf()).orElse(null),
                site.map(s -> rows(SubjectId.site(project.id(), s.id()), score.asOf(), without))
                        .orElse(List.of()),
                without.isEmpty() ? null : new Explanation.Without(sorted(without), whole.score()));
    }

    /** Each incident's part of a subject's hazard at a moment, largest first. */
    List<Explanation.Row> rows(SubjectId subject, Instant at, Set<String> without) {
        List<Contribution> contributions = new ArrayList<>();
        scores.forEachContribution(subject, at, without, contributions::add);
        double total = contributions.stream().mapToDouble(c -> hazard(c, at)).sum();
        return contributions.stream()
                .map(c -> row(c, at, total))
                .sorted(Comparator.comparingDouble(Explanation.Row::hazard)
                        .reversed()
                        .thenComparing(Explanation.Row::incident))
                .toList();
    }

    private Explanation.Row row(Contribution c, Instant at, double total) {
        double hazard = hazard(c, at);
        return new Explanation.Row(
                c.incidentId(),
                c.type(),
                c.headline(),
                c.placeName(),
                c.reports(),
                c.occurredTo(),
                c.recordedAt(),
                Duration.between(c.occurredTo(), at).toMillis()
                        / (double) Duration.ofDays(1).toMillis(),
                c.distanceKm(),
                c.uncertaintyKm(),
                c.severity(),
                c.affinity(),
                c.nearness(),
                model.decay().remaining(c.occurredTo(), c.spanDays(), at),
                hazard,
                total > 0 ? hazard / total : 0,
                c.account().references());
    }

    private double hazard(Contribution c, Instant at) {
        return c.amplitude() * model.decay().remaining(c.occurredTo(), c.spanDays(), at);
    }

    private static Explanation.SiteView view(Site site) {
        return new Explanation.SiteView(
                site.id(),
                site.label(),
                site.rectangle().centre().lat(),
                site.rectangle().centre().lon(),
                site.rectangle().lengthKm(),
                site.rectangle().widthKm());
    }

    private static List<String> sorted(Set<String> incidents) {
        return incidents.stream().sorted().toList();
    }
}
