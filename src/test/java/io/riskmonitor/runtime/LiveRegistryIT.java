package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.incident.Target;
import io.riskmonitor.query.SubjectView;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.TestTopics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry changes while a monitor runs: by several instances at the same time, and under a long history. */
class LiveRegistryIT {
    private static final int INSTANCES = 4;
    private static final int ROUNDS = 3;
    private static final Change CHANGE =
            new Change(Caller.LOCAL_USER, Change.Surface.COMMAND, ChangeKind.REGISTRY_PUBLISHED, "test");

    @Test
    void shouldKeepWhatEachInstancePublishesAtTheSameTime(@TempDir Path dir) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(INSTANCES);
        try (LiveMonitor monitor = new LiveMonitor(dir)) {
            List<Project> before = monitor.monitor().queries().allProjects();
            List<Future<LiveRegistry.Changes>> published = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                LiveRegistry registry = registry(monitor, "instance-" + i);
                for (int round = 0; round < ROUNDS; round++) {
                    Project project = Projects.project("p" + i + "-" + round).build();
                    published.add(threads.submit(() -> registry.publish(List.of(project), false, "test", CHANGE)));
                }
            }
            for (Future<LiveRegistry.Changes> changes : published) {
                assertThat(changes.get(1, TimeUnit.MINUTES).put()).hasSize(1);
            }
            assertThat(monitor.monitor().queries().allProjects())
                    .containsAll(before)
                    .extracting(Project::id)
                    .containsAll(IntStream.range(0, INSTANCES * ROUNDS)
                            .mapToObj(n -> "p" + n / ROUNDS + "-" + n % ROUNDS)
                            .toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Many more reports than are joined anew in one transaction; the monitor stops while it is at it, and another goes on. */
    @Test
    void shouldJoinALongHistoryAnewWhenItIsStoppedInTheMiddle(@TempDir Path dir) throws Exception {
        try (LiveMonitor monitor = new LiveMonitor(dir)) {
            registry(monitor, "test").publish(List.of(inTheMiddle("before")), false, "test", CHANGE);
            monitor.enter(clashes(4_500));
            registry(monitor, "test").publish(List.of(inTheMiddle("after")), false, "test", CHANGE);
            await("the first step")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> view(monitor, "after").contributions() > 0);
        }
        try (LiveMonitor monitor = new LiveMonitor(dir)) {
            SubjectView before = view(monitor, "before");
            SubjectView after = view(monitor, "after");
            assertThat(after.contributions()).isEqualTo(before.contributions()).isGreaterThan(4_000);
            assertThat(after.hazard()).isEqualTo(before.hazard()).isPositive();
        }
    }

    private static Project inTheMiddle(String id) {
        return Projects.project(id)
                .matches(Target.CIVILIANS)
                .site("site", new GeoPoint(14.5, -4.2))
                .always()
                .build();
    }

    private static String clashes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(
                        Locale.ROOT, """
                        {"id":"n%d","type":"ARMED_CLASH","date":"%s","location":{"lat":%.3f,"lon":-4.2},"headline":"A clash"}
                        """, i, LocalDate.of(2018, 1, 1).plusDays(i % 1_000), 14.4 + i % 200 / 1_000.0))
                .collect(Collectors.joining());
    }

    private static SubjectView view(LiveMonitor monitor, String project) {
        return monitor.monitor().queries().projects(null).stream()
                .filter(view -> view.id().equals(project))
                .findFirst()
                .orElseThrow();
    }

    private static LiveRegistry registry(LiveMonitor monitor, String instance) {
        return new LiveRegistry(
                monitor.clientProperties(),
                instance,
                TestTopics.streamTopics(),
                monitor.monitor().queries(),
                (what, reached) -> await(what).atMost(Duration.ofMinutes(1)).until(reached::getAsBoolean),
                Clock.systemUTC());
    }
}
