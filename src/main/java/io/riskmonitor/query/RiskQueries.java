package io.riskmonitor.query;

import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.geo.Region;
import io.riskmonitor.geo.RegionIndex;
import io.riskmonitor.registry.Project;
import io.riskmonitor.risk.ForecastModel;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.topology.StoreNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Scores and their reasons, read from the state stores of this instance.
 *
 * <p>Without a moment a score is read from the hazards as they stand. At a moment it is summed anew from the contributions
 * of all that had happened by then, as it is known today.
 */
public final class RiskQueries {
    private static final Duration CHANGE_OVER = Duration.ofHours(24);
    private static final String REGION = "region";
    private static final String PROJECT = "project";

    private final StateStores stores;
    private final RiskModel model;
    private final RegionIndex regions;
    private final SubjectScores scores;
    private final Explainer explainer;
    private final FeedQueries feeds;

    /** @param watch which sources are needed */
    public RiskQueries(StateStores stores, RiskModel model, RegionIndex regions, FeedWatch watch) {
        this.stores = stores;
        this.model = model;
        this.regions = regions;
        this.feeds = new FeedQueries(stores, watch);
        this.scores = new SubjectScores(stores, model, feeds);
        this.explainer = new Explainer(model, scores);
    }

    /** The time as the slowest local task knows it; none before the first tick has come through. */
    public Optional<Instant> now() {
        return scores.now();
    }

    public FeedQueries feeds() {
        return feeds;
    }

    /** All regions, by id. */
    public List<SubjectView> regions(@Nullable Instant at) {
        return regions(at, key -> true);
    }

    /** @param held says of {@code region/ID} whether it is wanted: what other instances own looks like peace here */
    public List<SubjectView> regions(@Nullable Instant at, Predicate<String> held) {
        return regions.regions().stream()
                .filter(region -> held.test(SubjectId.Kind.REGION.keyOf(region.id())))
                .map(region -> view(region, scores.of(region, at, Set.of())))
                .toList();
    }

    /** All projects, by id. */
    public List<SubjectView> projects(@Nullable Instant at) {
        return projects(at, key -> true);
    }

    /** @param held says of {@code project/ID} whether it is wanted */
    public List<SubjectView> projects(@Nullable Instant at, Predicate<String> held) {
        return allProjects().stream()
                .filter(project -> held.test(SubjectId.Kind.PROJECT.keyOf(project.id())))
                .map(project -> view(project, scores.of(project, at, Set.of())))
                .toList();
    }

    /**
     * Whether this instance owns the subject and not another one; false until its first tick has come through. A subject
     * owned elsewhere has no hazard here, which looks like peace.
     */
    public boolean owns(SubjectView view) {
        SubjectId.Kind kind = view.kind().equals(REGION) ? SubjectId.Kind.REGION : SubjectId.Kind.PROJECT;
        return stores.<RiskScore>store(StoreNames.PUBLISHED_SCORES).get(kind.keyOf(view.id())) != null;
    }

    /** The same with the change over 24 h and the worst incident, which cost a scan of the subject's contributions. */
    public SubjectView withMovement(SubjectView view) {
        Instant before = view.asOf().minus(CHANGE_OVER);
        RiskScore past = view.kind().equals(REGION)
                ? scores.of(region(view.id()), before, Set.of())
                : scores.of(project(view.id()), before, Set.of());
        Double change = view.score() == null || past.score() == null ? null : view.score() - past.score();
        SubjectId subject = view.kind().equals(REGION)
                ? SubjectId.region(view.id())
                : view.worstSite() == null ? null : SubjectId.site(view.id(), view.worstSite());
        SubjectView.WorstIncident worst = subject == null
                ? null
                : explainer.rows(subject, view.asOf(), Set.of()).stream()
                        .findFirst()
                        .map(row -> new SubjectView.WorstIncident(row.incident(), row.headline(), row.share()))
                        .orElse(null);
        return view.with(change, worst);
    }

    /** Of all regions or projects that are watched, in order. */
    public List<String> ids(SubjectId.Kind kind) {
        return kind == SubjectId.Kind.REGION
                ? regions.regions().stream().map(Region::id).toList()
                : allProjects().stream().map(Project::id).toList();
    }

    public List<Project> allProjects() {
        List<Project> all = new ArrayList<>();
        try (KeyValueIterator<String, Project> table =
                stores.<Project>store(StoreNames.PROJECTS).all()) {
            table.forEachRemaining(entry -> all.add(entry.value));
        }
        all.sort(Comparator.comparing(Project::id));
        return all;
    }

    /** @throws UnknownSubjectException if there is no such region */
    public Region region(String id) {
        return regions.byId(id)
                .or(() -> regions.named(id))
                .orElseThrow(() -> new UnknownSubjectException("no region '" + id + "'; there are "
                        + String.join(
                                ", ", regions.regions().stream().map(Region::id).toList())));
    }

    /** Empty if there is no such project. */
    public Optional<Project> findProject(String id) {
        return Optional.ofNullable(stores.<Project>store(StoreNames.PROJECTS).get(id));
    }

    /** @throws UnknownSubjectException if there is no such project */
    public Project project(String id) {
        return findProject(id)
                .orElseThrow(() -> new UnknownSubjectException("no project '" + id + "'; there are "
                        + String.join(
                                ", ", allProjects().stream().map(Project::id).toList())));
    }

    /**
     * Explains a region or project.
     *
     * @param subject an id, or {@code region/ID}, {@code project/ID}, {@code project/ID/SITE} for a site other than the
     *     worst
     * @param at the moment, or null for now
     * @param without incidents to leave out
     * @throws UnknownSubjectException if nothing by that name is watched
     */
    public Explanation explain(String subject, @Nullable Instant at, Set<String> without) {
        Meant meant = meant(subject);
        return meant.kind() == SubjectId.Kind.REGION
                ? explain(region(meant.id()), at, without)
                : explain(project(meant.id()), meant.site(), at, without);
    }

    /** A region, or a project or one of its sites, by whatever name it was asked for. */
    public record Meant(
            SubjectId.Kind kind, String id, @Nullable String site) {
        /** What decides who owns it. */
        public String ownerKey() {
            return kind.keyOf(id);
        }
    }

    /** @throws UnknownSubjectException if nothing by that name is watched */
    public Meant meant(String subject) {
        if (subject.startsWith(REGION + "/")) {
            return meant(region(subject.substring(REGION.length() + 1)));
        }
        String name = subject.startsWith(PROJECT + "/") ? subject.substring(PROJECT.length() + 1) : subject;
        int slash = name.indexOf('/');
        if (slash >= 0) {
            return new Meant(
                    SubjectId.Kind.PROJECT, project(name.substring(0, slash)).id(), name.substring(slash + 1));
        }
        if (findProject(name).isPresent()) {
            return new Meant(SubjectId.Kind.PROJECT, name, null);
        }
        if (subject.startsWith(PROJECT + "/")) {
            throw new UnknownSubjectException("no project '" + name + "'");
        }
        return meant(regions.byId(name)
                .or(() -> regions.named(name))
                .orElseThrow(() -> new UnknownSubjectException("neither a region nor a project is called '" + name
                        + "'; see the commands regions and projects")));
    }

    private static Meant meant(Region region) {
        return new Meant(SubjectId.Kind.REGION, region.id(), null);
    }

    private Explanation explain(Region region, @Nullable Instant at, Set<String> without) {
        return explainer.explain(region, at, without, score -> view(region, score));
    }

    private Explanation explain(Project project, @Nullable String siteId, @Nullable Instant at, Set<String> without) {
        return explainer.explain(project, siteId, at, without, score -> view(project, score));
    }

    private SubjectView view(Region region, RiskScore score) {
        return SubjectView.of(
                score, REGION, region.id(), region.names(), null, null, forecast(model.regionForecast(), score));
    }

    private SubjectView view(Project project, RiskScore score) {
        return SubjectView.of(
                score,
                PROJECT,
                project.id(),
                project.names(),
                project.sector(),
                project.regionId(),
                forecast(model.siteForecast(), score));
    }

    private static SubjectView.Forecast forecast(ForecastModel forecast, RiskScore score) {
        return new SubjectView.Forecast(
                RiskModel.FORECAST_DAYS,
                score.probability(),
                score.probabilityLow(),
                score.probabilityHigh(),
                score.baseProbability(),
                Boolean.TRUE.equals(score.enoughHistory()),
                forecast.isProvisional());
    }
}
