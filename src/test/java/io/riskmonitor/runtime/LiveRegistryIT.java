package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskmonitor.access.Caller;
import io.riskmonitor.access.Change;
import io.riskmonitor.access.ChangeKind;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.Projects;
import io.riskmonitor.testing.TestTopics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one cluster change its registry at the same time, as they do when they are started together. */
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
