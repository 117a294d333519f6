package io.riskmonitor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskmonitor.alert.FeedWatch;
import io.riskmonitor.geo.GeoPoint;
import io.riskmonitor.query.NotReadyException;
import io.riskmonitor.query.RiskQueries;
import io.riskmonitor.query.StateStores;
import io.riskmonitor.registry.Project;
import io.riskmonitor.testing.BoxRegions;
import io.riskmonitor.testing.Models;
import io.riskmonitor.testing.MonitorDriver;
import io.riskmonitor.testing.Projects;
import java.util.List;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

class RememberedProjectsTest {
    private static final Project HERE = bridge(14);
    private static final Project MOVED = bridge(15);

    private static Project bridge(double lat) {
        return Projects.project("bridge")
                .site("site", new GeoPoint(lat, -6))
                .always()
                .build();
    }

    private static RememberedProjects remembering(StateStores stores, List<Project> atTheStart) {
        return new RememberedProjects(
                new RiskQueries(stores, Models.plain(), new BoxRegions(), new FeedWatch(List.of())), atTheStart);
    }

    @Test
    void shouldFindAProjectAsItStandsAndOnceItIsGoneAsItWasLastSeen() {
        try (MonitorDriver monitor = new MonitorDriver()) {
            RememberedProjects projects = remembering(monitor.stores(), List.of(HERE));
            assertThat(projects.find("bridge")).contains(HERE);
            assertThat(projects.find("mill")).isEmpty();

            monitor.register(MOVED);
            assertThat(projects.find("bridge")).contains(MOVED);

            monitor.unregister("bridge");
            assertThat(projects.find("bridge")).contains(MOVED);
        }
    }

    @Test
    void shouldFindAProjectAsItWasLastSeenWhileTheTableCannotBeAsked() {
        StateStores restoring = new StateStores() {
            @Override
            public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
                throw new NotReadyException(name + " is being restored");
            }
        };
        assertThat(remembering(restoring, List.of(HERE)).find("bridge")).contains(HERE);
    }
}
