package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.geo.SiteRectangle;
import io.riskmonitor.incident.Incident;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.SiteIndex;
import io.riskmonitor.risk.Attribution;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.HazardState;
import io.riskmonitor.risk.RiskAssessment;
import io.riskmonitor.risk.RiskModel;
import io.riskmonitor.risk.RiskScore;
import io.riskmonitor.risk.SubjectId;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.RandomLog;
import io.riskmonitor.testing.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the risk model, over random logs driven through the real topology with its real serdes and stores. */
class LawsTest {
    private static final int REVISIONS = 200;
    private static final RiskModel MODEL = Models.plain();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    /** All that there is to know at the end: hazards to the last bit, every contribution, every score. */
    private record Outcome(
            Map<String, HazardState> hazards, Map<String, Contribution> contributions, Map<String, RiskScore> scores) {
        static Outcome of(MonitorDriver monitor) {
            return new Outcome(monitor.hazards(), monitor.contributions(), monitor.scores());
        }
    }

    private static Outcome outcome(List<Revision> log, List<Project> registry, Instant end) {
        try (MonitorDriver monitor = new MonitorDriver()) {
            return Outcome.of(monitor.register(registry).learn(log).tick(end));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldCountWhatStandsAsIfNothingElseHadComeWhenRevisionsCorrectAndRetract(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        List<Project> registry = RandomLog.registry(seed);

        Map<String, Revision> standing = new HashMap<>();
        for (Revision revision : log.revisions()) {
            standing.merge(revision.id().toString(), revision, (before, now) -> now.supersedes(before) ? now : before);
        }
        standing.values().removeIf(Revision::isRetraction);

        assertThat(outcome(log.revisions(), registry, log.end()).hazards())
                .isEqualTo(hazardsOf(standing.values(), registry));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldScoreTheSameWhenRevisionsArriveInAnyOrder(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        List<Project> registry = RandomLog.registry(seed);
        List<Revision> shuffled = new ArrayList<>(log.revisions());
        Collections.shuffle(shuffled, new Random(seed));

        Outcome inOrder = outcome(log.revisions(), registry, log.end());
        Outcome anyOrder = outcome(shuffled, registry, log.end());

        assertThat(anyOrder.hazards()).isEqualTo(inOrder.hazards());
        assertThat(anyOrder.contributions()).isEqualTo(inOrder.contributions());
        assertThat(atEnd(anyOrder, registry, log.end())).isEqualTo(atEnd(inOrder, registry, log.end()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldPublishNothingWhenRevisionsAreRepeated(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        List<Revision> repeated = new ArrayList<>(log.revisions());
        Collections.shuffle(repeated, new Random(seed));
        try (MonitorDriver monitor = new MonitorDriver()) {
            Outcome once = Outcome.of(monitor.register(RandomLog.registry(seed))
                    .learn(log.revisions())
                    .tick(log.end()));
            monitor.newIncidents();
            monitor.newRegionScores();
            monitor.newProjectScores();

            monitor.learn(repeated);

            assertThat(Outcome.of(monitor)).isEqualTo(once);
            assertThat(monitor.newIncidents()).isEmpty();
            assertThat(monitor.newRegionScores()).isEmpty();
            assertThat(monitor.newProjectScores()).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldRestoreThePreviousStateToTheBitWhenAReportIsRetracted(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        Random random = new Random(seed);
        try (MonitorDriver monitor = new MonitorDriver()) {
            Outcome before = Outcome.of(monitor.register(RandomLog.registry(seed))
                    .learn(log.revisions())
                    .tick(log.end()));
            Instant later = log.end().plusSeconds(1);
            Reports wrong = Reports.report("test:wrong")
                    .on(log.end().minus(Duration.ofDays(random.nextInt(60))))
                    .fatalities(7)
                    .uncertaintyKm(15);

            for (int moves = 0; moves < 5; moves++) {
                monitor.learn(wrong.at(RandomLog.place(random)).learnt(later.plusSeconds(moves)));
            }
            assertThat(monitor.hazards()).isNotEqualTo(before.hazards());
            monitor.learn(Reports.retraction("test:wrong", later.plusSeconds(9)));

            assertThat(monitor.hazards()).isEqualTo(before.hazards());
            assertThat(monitor.contributions()).isEqualTo(before.contributions());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldSumExplanationRowsToTheHazardWhenAskedAtAnyLaterTime(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(RandomLog.registry(seed)).learn(log.revisions()).tick(log.end());
            for (int days : new int[] {1, 2, 45, 400}) {
                Instant at = log.end().plus(Duration.ofDays(days));
                monitor.tick(at);
                Map<String, Double> rows = new HashMap<>();
                for (Contribution c : monitor.contributions().values()) {
                    rows.merge(
                            c.subject().toString(),
                            c.amplitude() * MODEL.decay().remaining(c.occurredTo(), c.spanDays(), at),
                            Double::sum);
                }
                monitor.scores().forEach((owner, score) -> {
                    assertThat(score.asOf()).isEqualTo(at);
                    String subject = score.worstSite() == null ? owner : owner + "/" + score.worstSite();
                    double sum = rows.getOrDefault(subject, 0.0);
                    assertThat(score.hazard()).as(subject).isCloseTo(sum, within(1e-9 * Math.max(1, sum)));
                    assertThat(score.hazardByHorizon().stream().reduce(0.0, Double::sum))
                            .isEqualTo(score.hazard());
                });
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldOnlyFallWhenNothingHappens(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(RandomLog.registry(seed)).learn(log.revisions()).tick(log.end());
            Map<String, RiskScore> last = monitor.scores();
            Random random = new Random(seed);
            Instant now = log.end();
            for (int tick = 0; tick < 40; tick++) {
                now = now.plus(Duration.ofMinutes(60 + random.nextInt(20_000)));
                Map<String, RiskScore> next = monitor.tick(now).scores();
                for (Map.Entry<String, RiskScore> entry : next.entrySet()) {
                    RiskScore before = Objects.requireNonNull(last.get(entry.getKey()));
                    RiskScore after = entry.getValue();
                    assertThat(after.asOf()).isEqualTo(now);
                    assertThat(after.hazard()).as(entry.getKey()).isLessThanOrEqualTo(before.hazard());
                    assertThat(after.probability()).as(entry.getKey()).isLessThanOrEqualTo(before.probability());
                    assertThat(after.knownScore().orElse(0.0))
                            .as(entry.getKey())
                            .isLessThanOrEqualTo(before.knownScore().orElse(0.0));
                }
                last = next;
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldScoreAsIfTheRegistryHadAlwaysBeenSoWhenItChangesMidway(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        Random random = new Random(seed);
        List<Project> first = RandomLog.registry(seed);
        List<Project> finalRegistry = new ArrayList<>(first);
        finalRegistry.remove(first.get(1)); // two-points is given up
        finalRegistry.set(0, moved(first.get(0), RandomLog.place(random)));
        finalRegistry.set(1, retargeted(first.get(2)));
        finalRegistry.add(Projects.project("new")
                .site("site", SiteRectangle.point(RandomLog.place(random)), 8)
                .always()
                .build());

        Outcome changed;
        try (MonitorDriver monitor = new MonitorDriver()) {
            List<Revision> all = log.revisions();
            monitor.register(first).learn(all.subList(0, 60)).tick(all.get(59).recordedAt());
            monitor.unregister("two-points").register(finalRegistry);
            // Some arrive before a tick has joined the past anew, some after it.
            monitor.learn(all.subList(60, 120));
            if (seed % 2 == 0) {
                monitor.tick(all.get(119).recordedAt());
            }
            changed = Outcome.of(monitor.learn(all.subList(120, all.size())).tick(log.end()));
        }

        Outcome always = outcome(log.revisions(), finalRegistry, log.end());
        assertThat(changed.contributions()).isEqualTo(always.contributions());
        assertThat(changed.hazards()).isEqualTo(always.hazards());
        assertThat(changed.scores().keySet()).isEqualTo(always.scores().keySet());
        assertThat(atEnd(changed, finalRegistry, log.end())).isEqualTo(atEnd(always, finalRegistry, log.end()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldScoreAsIfTheRegistryHadNotChangedWhenItChangesBackBeforeATick(long seed) {
        RandomLog log = new RandomLog(seed, REVISIONS);
        Random random = new Random(seed);
        List<Project> registry = RandomLog.registry(seed);
        List<Revision> all = log.revisions();

        Outcome changed;
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(registry)
                    .learn(all.subList(0, 60))
                    .tick(all.get(59).recordedAt());
            monitor.unregister("two-points").register(moved(registry.get(0), RandomLog.place(random)));
            // Nobody has said that time has passed: these alone know that the registry was another one.
            monitor.learn(all.subList(60, 120));
            monitor.register(registry);
            changed = Outcome.of(monitor.learn(all.subList(120, all.size())).tick(log.end()));
        }

        Outcome always = outcome(all, registry, log.end());
        assertThat(changed.contributions()).isEqualTo(always.contributions());
        assertThat(changed.hazards()).isEqualTo(always.hazards());
    }

    @Test
    void shouldScoreAsIfTheRegistryHadAlwaysBeenSoWhenAHistoryTakesSeveralStepsToJoinAnew() {
        Random random = new Random(1);
        List<Revision> log = new ArrayList<>();
        for (int i = 0; i < RegistryRejoinProcessor.STEP + 20; i++) {
            Instant at = RandomLog.START.plus(Duration.ofHours(3L * i));
            log.add(Reports.report("test:" + i)
                    .at(RandomLog.place(random))
                    .on(at)
                    .learnt(at.plusSeconds(1)));
        }
        List<Revision> past = log.subList(0, log.size() - 10);
        Instant month = RandomLog.START.plus(Duration.ofDays(400));
        List<Project> first = RandomLog.registry(1);
        List<Project> finalRegistry = new ArrayList<>(first);
        finalRegistry.set(0, moved(first.get(0), RandomLog.place(random)));
        finalRegistry.set(2, retargeted(first.get(2)));

        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(first).learn(past).tick(month);
            monitor.register(finalRegistry.get(0)).tick(month.plus(Duration.ofDays(30)));
            assertThat(allScoredAt(monitor)).as("the tick waits").isEqualTo(month);
            // Between steps the registry changes once more, and what is learnt is joined with that.
            monitor.register(finalRegistry.get(2)).learn(log.subList(past.size(), log.size()));
            monitor.tick(month.plus(Duration.ofDays(60)));
            assertThat(allScoredAt(monitor)).as("and so does the next").isEqualTo(month);
            monitor.step(10);
            assertThat(allScoredAt(monitor)).isEqualTo(month.plus(Duration.ofDays(60)));
            assertThat(monitor.hazards()).isEqualTo(hazardsOf(log, finalRegistry));
        }
    }

    /** The latest moment that everything has been scored at. */
    private static Instant allScoredAt(MonitorDriver monitor) {
        return monitor.scores().values().stream()
                .map(RiskScore::asOf)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The state of every subject when these reports stand, each an incident of its own. */
    private static Map<String, HazardState> hazardsOf(Collection<Revision> standing, List<Project> registry) {
        Attribution attribution = new Attribution(MODEL, new BoxRegions());
        SiteIndex sites = new SiteIndex(registry);
        Map<String, HazardState> hazards = new TreeMap<>();
        for (Revision revision : standing) {
            for (Contribution c : attribution.contributions(Incident.of(revision), sites)) {
                hazards.compute(
                        c.subject().toString(),
                        (subject, state) -> (state == null ? MODEL.nothing() : state).plus(c.term(), MODEL.decay()));
            }
        }
        return hazards;
    }

    /** What the registry's projects and the regions score at the end, from the states: publishing is left out of it. */
    private static Map<String, RiskScore> atEnd(Outcome outcome, List<Project> registry, Instant end) {
        RiskAssessment assessment = new RiskAssessment(MODEL);
        Map<String, RiskScore> scores = new TreeMap<>();
        for (String region : List.of("kayes", "mopti", "segou")) {
            HazardState state = outcome.hazards().getOrDefault("region/" + region, MODEL.nothing());
            scores.put(region, assessment.region(region, state, end));
        }
        for (Project project : registry) {
            scores.put(
                    project.id(),
                    assessment.project(
                            project,
                            site -> outcome.hazards()
                                    .getOrDefault(
                                            SubjectId.site(project.id(), site).toString(), MODEL.nothing()),
                            end));
        }
        return scores;
    }

    private static Project moved(Project project, GeoPoint to) {
        return Projects.project(project.id())
                .matches(Target.CHINESE_NATIONALS)
                .site("site", to)
                .always()
                .build();
    }

    private static Project retargeted(Project project) {
        return new Project(
                project.id(),
                project.names(),
                project.sector(),
                project.regionId(),
                Set.of(Target.CIVILIANS, Target.ROAD),
                project.sites(),
                project.phases(),
                project.facts());
    }
}
