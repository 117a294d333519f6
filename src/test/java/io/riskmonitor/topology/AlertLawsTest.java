package io.riskmonitor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.Alert;
import io.riskmonitor.alert.AlertKind;
import io.riskmonitor.alert.AlertRule;
import io.riskmonitor.alert.AlertStatus;
import io.riskmonitor.alert.Evidence;
import io.riskmonitor.config.AlertRulesFile;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.IncidentType;
import io.riskmonitor.incident.Revision;
import io.riskmonitor.incident.Target;
import io.riskmonitor.registry.Project;
import io.riskmonitor.registry.Sector;
import io.riskmonitor.risk.Contribution;
import io.riskmonitor.risk.Level;
import io.riskmonitor.risk.RiskScore;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of alerts, over random logs driven through the real topology under the built-in rules. */
class AlertLawsTest {
    private static final int REVISIONS = 200;
    private static final int STEP = 40;
    private static final List<AlertRule> RULES = AlertRulesFile.builtIn().rules();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    /** The registry of the random logs, and a railway. */
    private static List<Project> registry(long seed) {
        List<Project> registry = new ArrayList<>(RandomLog.registry(seed));
        Random random = new Random(seed);
        registry.add(Projects.project("railway")
                .sector(Sector.RAIL)
                .site("00", RandomLog.place(random))
                .site("01", RandomLog.place(random))
                .always()
                .build());
        return registry;
    }

    /** Which incident alerts the contributions that stand call for at a time, as {@code subject|rule}. */
    private static Set<String> calledFor(Collection<Contribution> standing, List<Project> registry, Instant now) {
        Set<String> open = new TreeSet<>();
        for (AlertRule rule : RULES) {
            for (Contribution c : standing) {
                if (rule.isOfIncidents()
                        && watches(rule, c, registry)
                        && c.severity() * c.nearness() >= rule.raise()
                        && !c.occurredTo().isAfter(now)
                        && c.occurredTo().plus(rule.lasts()).isAfter(now)) {
                    open.add(c.subject().ownerKey() + "|" + rule.id());
                }
            }
        }
        return open;
    }

    private static boolean watches(AlertRule rule, Contribution c, List<Project> registry) {
        return switch (c.subject().kind()) {
            case COUNTRY -> rule.of() == AlertRule.Subjects.COUNTRY;
            case REGION -> false;
            case PROJECT ->
                rule.of() == AlertRule.Subjects.PROJECT
                        && registry.stream()
                                .filter(project ->
                                        project.id().equals(c.subject().owner()))
                                .anyMatch(project -> rule.scope().sectors().contains(project.sector()));
        };
    }

    /** Of an alert on incidents, by the weightiest of those that last when it was updated. */
    private static Level level(Alert alert, Collection<Contribution> standing) {
        AlertRule rule = RULES.stream()
                .filter(r -> r.id().equals(alert.ruleId()))
                .findFirst()
                .orElseThrow();
        double most = standing.stream()
                .filter(c -> c.subject().ownerKey().equals(alert.subject()))
                .filter(c -> c.occurredTo().plus(rule.lasts()).isAfter(alert.updatedAt()))
                .mapToDouble(c -> c.severity() * c.nearness())
                .max()
                .orElse(0);
        return rule.levels().entrySet().stream()
                .filter(bound -> most >= bound.getValue())
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElse(Level.LOW);
    }

    private static Instant latest(List<Revision> log, Instant otherwise) {
        return log.stream()
                .map(Revision::recordedAt)
                .filter(otherwise::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    private static Set<String> open(MonitorDriver monitor) {
        return monitor.<Alert>all(StoreNames.ALERTS).entrySet().stream()
                .filter(entry -> entry.getValue().isLive() && isOfIncidents(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOfIncidents(Alert alert) {
        return alert.kind() != AlertKind.LEVEL && alert.kind() != AlertKind.SURGE;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldHaveOpenWhatTheContributionsCallForAtEachStep(long seed) {
        List<Project> registry = registry(seed);
        List<Revision> log = new RandomLog(seed, REVISIONS).revisions();
        int calledFor = 0;
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(registry);
            Instant now = RandomLog.START;
            for (Revision revision : log) {
                now = latest(List.of(revision), now); // some are repetitions of what was learnt before
                monitor.learn(revision).tick(now);
                Set<String> expected = calledFor(monitor.contributions().values(), registry, now);
                assertThat(open(monitor)).as("at %s", now).isEqualTo(expected);
                calledFor += expected.size();
            }
        }
        assertThat(calledFor).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldHaveTheSameIncidentAlertsOpenWhenRevisionsArriveInAnyOrder(long seed) {
        List<Project> registry = registry(seed);
        List<Revision> log = new RandomLog(seed, REVISIONS).revisions();
        Random random = new Random(seed);
        for (int size = STEP; size <= REVISIONS; size += STEP) {
            List<Revision> shuffled = new ArrayList<>(log.subList(0, size));
            Instant end = latest(shuffled, RandomLog.START);
            Collections.shuffle(shuffled, random);
            try (MonitorDriver monitor = new MonitorDriver()) {
                monitor.register(registry).learn(shuffled).tick(end);
                assertThat(open(monitor))
                        .as("of %d revisions", size)
                        .isEqualTo(calledFor(monitor.contributions().values(), registry, end));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldHaveTheSameIncidentAlertsOpenWhenManyOfAFewWeeksArriveInAnyOrder(long seed) {
        List<Project> registry = registry(seed);
        List<Revision> log = burst(seed, 60);
        List<Revision> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, new Random(seed));
        Instant end = log.get(log.size() - 1).recordedAt();
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(registry);
            for (Revision revision : shuffled) {
                monitor.learn(revision);
            }
            monitor.tick(end);
            Set<String> expected = calledFor(monitor.contributions().values(), registry, end);
            assertThat(expected).isNotEmpty();
            assertThat(open(monitor)).isEqualTo(expected);
        }
    }

    /** Within three weeks, many against Chinese nationals, near the projects; some corrected or taken back. */
    private static List<Revision> burst(long seed, int size) {
        Random random = new Random(seed);
        List<GeoPoint> places = registry(seed).stream()
                .flatMap(project -> project.sites().stream())
                .map(site -> site.rectangle().centre())
                .toList();
        List<Revision> log = new ArrayList<>();
        Instant now = RandomLog.START;
        for (int i = 0; i < size; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1_000)));
            String id = "burst:" + random.nextInt(size / 2);
            if (random.nextInt(5) == 0) {
                log.add(Reports.retraction(id, now));
                continue;
            }
            Reports report = Reports.report(id)
                    .at(places.get(random.nextInt(places.size())))
                    .on(now.minus(Duration.ofMinutes(random.nextInt(20_000))))
                    .type(random.nextBoolean() ? IncidentType.ARMED_CLASH : IncidentType.ABDUCTION)
                    .fatalities(random.nextInt(4))
                    .abducted(random.nextInt(3))
                    .uncertaintyKm(random.nextInt(30));
            log.add((random.nextBoolean() ? report.targets(Target.CHINESE_NATIONALS) : report).learnt(now));
        }
        return log;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldTellNothingWhenRevisionsAreRepeated(long seed) {
        List<Revision> log = burst(seed, 60);
        List<Revision> repeated = new ArrayList<>(log);
        Collections.shuffle(repeated, new Random(seed));
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(registry(seed))
                    .learn(log)
                    .tick(log.get(log.size() - 1).recordedAt());
            assertThat(monitor.newAlerts()).isNotEmpty();
            Map<String, Alert> before = monitor.alerts();

            monitor.learn(repeated);

            assertThat(monitor.newAlerts()).isEmpty();
            assertThat(monitor.alerts()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldRecallWhatAReportAloneHasRaisedAndUpdateTheRestWhenItIsTakenBack(long seed) {
        List<Project> registry = registry(seed);
        List<Revision> log = burst(seed, 40);
        Instant end = log.get(log.size() - 1).recordedAt();
        GeoPoint site = registry.get(0).sites().get(0).rectangle().centre();
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(registry).learn(log).tick(end);
            Map<String, Alert> before = new TreeMap<>(monitor.all(StoreNames.ALERTS));
            monitor.learn(Reports.report("wrong:1")
                    .at(site)
                    .on(end)
                    .fatalities(60)
                    .targets(Target.CHINESE_NATIONALS)
                    .learnt(end));
            List<Alert> raised = monitor.newAlerts().stream()
                    .filter(alert -> alert.revision() == 1 && alert.raisedAt().equals(end))
                    .filter(alert -> {
                        Alert was = before.get(AlertKey.of(alert.id()));
                        return was == null || !was.id().equals(alert.id());
                    })
                    .toList();
            Instant later = end.plusSeconds(60);
            monitor.learn(Reports.retraction("wrong:1", later));

            for (Alert alert : raised) {
                assertThat(monitor.alerts().get(alert.id().toString()))
                        .satisfies(now ->
                                assertThat(now.status()).as("%s", alert.id()).isEqualTo(AlertStatus.RECALLED));
            }
            monitor.<Alert>all(StoreNames.ALERTS).forEach((key, now) -> {
                Alert was = before.get(key);
                if (now.isLive()) {
                    assertThat(now.evidence()).extracting(Evidence::incidentId).doesNotContain("wrong:1");
                }
                if (was != null && was.isLive()) {
                    assertThat(now.isLive()).as(key).isTrue();
                }
                if (now.isLive() && isOfIncidents(now) && now.updatedAt().equals(later)) {
                    assertThat(now.level())
                            .as(key)
                            .isEqualTo(level(now, monitor.contributions().values()));
                }
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldHaveAScoresAlertOpenWhereItIsAboveAndNoneOnceItHasLongBeenBelow(long seed) {
        List<Revision> log = burst(seed, 60);
        try (MonitorDriver monitor = new MonitorDriver()) {
            monitor.register(registry(seed));
            for (Revision revision : log) {
                monitor.learn(revision);
                levelsHold(monitor);
            }
            Instant quiet = log.get(log.size() - 1).recordedAt().plus(Duration.ofDays(4_000));
            for (int day = 0; day < 5; day++) {
                monitor.tick(quiet.plus(Duration.ofDays(day)));
            }
            assertThat(monitor.alerts().values()).noneMatch(Alert::isLive);
        }
    }

    private static void levelsHold(MonitorDriver monitor) {
        Map<String, Alert> alerts = monitor.all(StoreNames.ALERTS);
        Map<String, RiskScore> scores = monitor.scores();
        for (AlertRule rule : RULES) {
            if (rule.isOfIncidents()) {
                continue;
            }
            scores.forEach((owner, score) -> {
                boolean of = owner.startsWith("region/")
                        ? rule.of() == AlertRule.Subjects.REGION
                        : rule.of() == AlertRule.Subjects.PROJECT;
                if (of && measure(rule, score) >= rule.raise()) {
                    Alert alert = alerts.get(owner + "|" + rule.id());
                    assertThat(alert != null && alert.isLive())
                            .as("%s of %s", rule.id(), owner)
                            .isTrue();
                }
            });
        }
    }

    private static double measure(AlertRule rule, RiskScore score) {
        if (rule.kind() == AlertKind.LEVEL) {
            return score.knownScore().orElse(0.0);
        }
        var decay = Models.plain().decay();
        int last = decay.horizons() - 1;
        double week = score.hazardByHorizon().get(0) / decay.weight(0);
        return week < rule.floor()
                ? 0
                : (week / decay.halfLifeDays(0))
                        / (score.hazardByHorizon().get(last) / decay.weight(last) / decay.halfLifeDays(last));
    }
}
