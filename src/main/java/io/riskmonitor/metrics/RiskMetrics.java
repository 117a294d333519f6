package io.riskmonitor.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scores as gauges, read from the state whenever {@link #refresh} is called. What is not known has no value: it is absent,
 * never 0.
 */
public final class RiskMetrics implements MeterBinder {
    private final RiskQueries queries;
    private final List<Duration> halfLives;

    private List<Family> families = List.of();
    private volatile double asOf = Double.NaN;

    /** One metric with a row for each subject, or for each subject and horizon. */
    private record Family(MultiGauge gauge, Function<State, List<MultiGauge.Row<?>>> rows) {}

    private record State(List<SubjectView> regions, List<SubjectView> projects, Map<String, Project> registry) {}

    /** @param halfLives of the model, shortest first: they name the horizons */
    public RiskMetrics(RiskQueries queries, List<Duration> halfLives) {
        this.queries = queries;
        this.halfLives = List.copyOf(halfLives);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        families = List.of(
                new Family(
                        gauge(registry, "risk.region.score", "Score of a region, 0 to 100"),
                        state -> rows(state.regions(), RiskMetrics::regionTags, SubjectView::score)),
                new Family(
                        gauge(registry, "risk.region.hazard", "Part of a region's hazard by half-life"),
                        this::hazardRows),
                new Family(
                        gauge(
                                registry,
                                "risk.region.incident.probability",
                                "Probability of a lethal incident or abduction in the days ahead"),
                        state -> rows(
                                state.regions(),
                                s -> regionTags(s).and(days(s)),
                                s -> s.forecast().probability())),
                new Family(
                        gauge(registry, "risk.project.score", "Risk of a project, 0 to 100"),
                        state -> rows(state.projects(), s -> projectTags(s, state), SubjectView::score)),
                new Family(
                        gauge(registry, "risk.project.hazard.score", "Hazard at a project's worst site, 0 to 100"),
                        state -> rows(
                                state.projects(),
                                RiskMetrics::projectTag,
                                s -> s.worstSite() == null ? null : s.hazardScore())),
                new Family(
                        gauge(registry, "risk.project.exposure", "What a project has at stake, 0 to 1"),
                        state -> rows(state.projects(), RiskMetrics::projectTag, SubjectView::exposure)),
                new Family(
                        gauge(registry, "risk.project.vulnerability", "How badly a project is placed, 0 to 1"),
                        state -> rows(state.projects(), RiskMetrics::projectTag, SubjectView::vulnerability)),
                new Family(
                        gauge(registry, "risk.project.unknown", "1 where a project's risk is not known, else 0"),
                        state -> rows(state.projects(), RiskMetrics::projectTag, s -> s.score() == null ? 1.0 : 0.0)),
                new Family(
                        gauge(
                                registry,
                                "risk.project.incident.probability",
                                "Probability of a lethal incident or abduction near a project in the days ahead"),
                        state -> rows(
                                state.projects(),
                                s -> projectTag(s).and(days(s)),
                                s -> s.worstSite() == null ? null : s.forecast().probability())));
        ToDoubleFunction<RiskMetrics> reader = metrics -> metrics.asOf;
        Gauge.builder("risk.as.of.timestamp.seconds", this, reader)
                .description("The time as the topologies know it, seconds since 1970")
                .register(registry);
    }

    /** Reads all scores anew; keeps the last ones while the state cannot be read. */
    public synchronized void refresh() {
        try {
            State state = new State(
                    queries.regions(null),
                    queries.projects(null),
                    queries.allProjects().stream().collect(Collectors.toMap(Project::id, p -> p)));
            for (Family family : families) {
                family.gauge().register(family.rows().apply(state), true);
            }
            asOf = queries.now()
                    .map(Instant::getEpochSecond)
                    .map(Long::doubleValue)
                    .orElse(Double.NaN);
        } catch (NotReadyException e) {
            // risk_as_of_timestamp_seconds stands still, which tells it
        }
    }

    private List<MultiGauge.Row<?>> hazardRows(State state) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (SubjectView region : state.regions()) {
            for (int k = 0; k < halfLives.size(); k++) {
                rows.add(MultiGauge.Row.of(
                        regionTags(region).and("horizon", halfLives.get(k).toDays() + "d"),
                        region.hazardByHorizon().get(k)));
            }
        }
        return rows;
    }

    private static List<MultiGauge.Row<?>> rows(
            List<SubjectView> subjects,
            Function<SubjectView, Tags> tags,
            Function<SubjectView, @Nullable Double> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (SubjectView subject : subjects) {
            Double known = value.apply(subject);
            if (known != null) {
                rows.add(MultiGauge.Row.of(tags.apply(subject), known));
            }
        }
        return rows;
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static Tags regionTags(SubjectView region) {
        return Tags.of("region", region.id());
    }

    private static Tags projectTag(SubjectView project) {
        return Tags.of("project", project.id());
    }

    private static Tags days(SubjectView subject) {
        return Tags.of("days", Integer.toString(subject.forecast().days()));
    }

    private static Tags projectTags(SubjectView project, State state) {
        Project entry = state.registry().get(project.id());
        Site site = entry == null
                ? null
                : entry.sites().stream()
                        .filter(s -> s.id().equals(project.worstSite()))
                        .findFirst()
                        .orElse(null);
        return projectTag(project)
                .and("sector", String.valueOf(project.sector()))
                .and("region", project.region() == null ? "" : project.region())
                .and(
                        "lat",
                        site == null ? "" : degrees(site.rectangle().centre().lat()))
                .and(
                        "lon",
                        site == null ? "" : degrees(site.rectangle().centre().lon()));
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.4f", degrees);
    }
}
