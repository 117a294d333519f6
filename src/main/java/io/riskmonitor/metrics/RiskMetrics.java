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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores as gauges, read from the state whenever {@link #refresh} is called: of the subjects that this instance owns, so
 * that all instances together export each once. What is not known has no value: it is absent, never 0.
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
                regions(registry, "score", "Score of a region, 0 to 100", RiskMetrics::subject, SubjectView::score),
                hazards(registry, "risk.region.hazard", "Part of a region's hazard by half-life", State::regions),
                regions(
                        registry,
                        "incident.probability",
                        "Probability of a lethal incident or abduction in the days ahead",
                        RiskMetrics::ahead,
                        s -> s.forecast().probability()),
                regions(
                        registry,
                        "incident.base.probability",
                        "The same had nothing ever happened there",
                        RiskMetrics::ahead,
                        s -> s.forecast().baseRate()),
                regions(
                        registry,
                        "unknown",
                        "1 where a region's score is not known, else 0",
                        RiskMetrics::subject,
                        s -> s.score() == null ? 1.0 : 0.0),
                new Family(
                        gauge(registry, "risk.project.score", "Risk of a project, 0 to 100"),
                        state -> rows(state.projects(), s -> projectTags(s, state), SubjectView::score)),
                hazards(registry, "risk.project.hazard", "Part of a project's hazard by half-life", State::projects),
                projects(
                        registry,
                        "hazard.score",
                        "Hazard at a project's worst site, 0 to 100",
                        RiskMetrics::subject,
                        s -> s.worstSite() == null ? null : s.hazardScore()),
                projects(
                        registry,
                        "exposure",
                        "What a project has at stake, 0 to 1",
                        RiskMetrics::subject,
                        SubjectView::exposure),
                projects(
                        registry,
                        "vulnerability",
                        "How badly a project is placed, 0 to 1",
                        RiskMetrics::subject,
                        SubjectView::vulnerability),
                projects(
                        registry,
                        "phase",
                        "1 for the phase that a project is in",
                        s -> subject(s).and("phase", String.valueOf(s.phase())),
                        s -> s.phase() == null ? null : 1.0),
                projects(
                        registry,
                        "unknown",
                        "1 where a project's risk is not known, else 0",
                        RiskMetrics::subject,
                        s -> s.score() == null ? 1.0 : 0.0),
                projects(
                        registry,
                        "incident.probability",
                        "Probability of a lethal incident or abduction near a project in the days ahead",
                        RiskMetrics::ahead,
                        s -> s.worstSite() == null ? null : s.forecast().probability()),
                projects(
                        registry,
                        "incident.base.probability",
                        "The same had nothing ever happened there",
                        RiskMetrics::ahead,
                        s -> s.worstSite() == null ? null : s.forecast().baseRate()));
        ToDoubleFunction<RiskMetrics> reader = metrics -> metrics.asOf;
        Gauge.builder("risk.as.of.timestamp.seconds", this, reader)
                .description("The time as the topologies know it, seconds since 1970")
                .register(registry);
    }

    /** Reads all scores anew; keeps the last ones while the state cannot be read. */
    public void refresh() {
        try {
            State state = new State(
                    queries.regions(null).stream().filter(queries::owns).toList(),
                    queries.projects(null).stream().filter(queries::owns).toList(),
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

    private static Family regions(
            MeterRegistry registry,
            String name,
            String description,
            Function<SubjectView, Tags> tags,
            Function<SubjectView, @Nullable Double> value) {
        return new Family(
                gauge(registry, "risk.region." + name, description), state -> rows(state.regions(), tags, value));
    }

    private static Family projects(
            MeterRegistry registry,
            String name,
            String description,
            Function<SubjectView, Tags> tags,
            Function<SubjectView, @Nullable Double> value) {
        return new Family(
                gauge(registry, "risk.project." + name, description), state -> rows(state.projects(), tags, value));
    }

    private Family hazards(
            MeterRegistry registry, String name, String description, Function<State, List<SubjectView>> subjects) {
        return new Family(
                gauge(registry, name, description),
                state -> subjects.apply(state).stream()
                        .<MultiGauge.Row<?>>flatMap(s -> IntStream.range(0, halfLives.size())
                                .mapToObj(k -> MultiGauge.Row.of(
                                        subject(s)
                                                .and("horizon", halfLives.get(k).toDays() + "d"),
                                        s.hazardByHorizon().get(k))))
                        .toList());
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

    private static Tags subject(SubjectView s) {
        return Tags.of(s.kind(), s.id());
    }

    private static Tags ahead(SubjectView s) {
        return subject(s).and("days", Integer.toString(s.forecast().days()));
    }

    private static Tags projectTags(SubjectView project, State state) {
        Project entry = state.registry().get(project.id());
        Site site = entry == null
                ? null
                : entry.sites().stream()
                        .filter(s -> s.id().equals(project.worstSite()))
                        .findFirst()
                        .orElse(null);
        return subject(project)
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
