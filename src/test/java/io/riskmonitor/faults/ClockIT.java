package io.riskmonitor.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.Clashes;
import io.riskmonitor.testing.LiveMonitor;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import io.riskmonitor.testing.SettableClock;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are wrong, and are put right: what was learnt meanwhile counts like all else. */
class ClockIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    private static final String ENTRY = """
            {"id":"%s","type":"ARMED_CLASH","date":"2020-01-05","lat":14.5,"lon":-4.2,"headline":"A clash"}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void shouldScoreAsIfUndisturbedWhenTheMachinesClockIsSetForwardAndBack() throws Exception {
        MonitorJar jar = MonitorJar.quick();
        Map<String, JsonNode> undisturbed;
        try (Running monitor = start(jar, "undisturbed")) {
            List.of("a", "b", "c", "d", "e").forEach(id -> enter(monitor, id));
            undisturbed = Clashes.subjects(new Rest(monitor.address()));
        }
        SettableClock clock = new SettableClock(dir);
        MonitorJar there = jar.under(clock.environment());
        try (Running monitor = start(there, "set")) {
            enter(monitor, "a");
            clock.set(THREE_DAYS);
            awaitTime(monitor, THREE_DAYS);
            enter(monitor, "b");
            await().atMost(PATIENCE).until(() -> monitor.err().contains("went forward by 2592"));
            clock.set(Duration.ZERO);
            requireToEndAndSayWhy(monitor);
        }
        try (Running monitor = start(there, "set")) {
            // It is before what it knows already.
            awaitTime(monitor, Duration.ZERO);
            enter(monitor, "c");
            clock.set(THREE_DAYS.negated());
            requireToEndAndSayWhy(monitor);
        }
        try (Running monitor = start(there, "set")) {
            awaitTime(monitor, THREE_DAYS.negated());
            enter(monitor, "d");
            clock.set(Duration.ZERO);
            awaitTime(monitor, Duration.ZERO);
            enter(monitor, "e");
            Clashes.assertSame(Clashes.subjects(new Rest(monitor.address())), undisturbed);
        }
    }

    private static void requireToEndAndSayWhy(Running monitor) {
        assertThat(monitor.endsWithin(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended; errors: %s", monitor.err())
                .isTrue();
        assertThat(monitor.stop()).isEqualTo(1);
        assertThat(monitor.err()).contains("set back by 25", "start it again");
    }

    @Test
    void shouldTakeInWhatIsLearntWhenItsClockIsDaysAheadOfTheBrokers() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), THREE_DAYS);
        double counted;
        try (LiveMonitor monitor =
                new LiveMonitor(LiveMonitor.small(dir.resolve("ahead"), Duration.ofMillis(200)), ahead)) {
            monitor.enter(ENTRY.formatted("a"));
            monitor.enter(ENTRY.formatted("b"));
            assertThat(monitor.monitor().queries().now().orElseThrow()).isAfter(soon());
            counted = monitor.regionHazardAt("mopti", Instant.parse("2020-06-01T00:00:00Z"));
            assertThat(counted).isPositive();
        }
        try (LiveMonitor monitor = new LiveMonitor(dir.resolve("ahead"))) {
            await().atMost(PATIENCE)
                    .until(() -> monitor.monitor().queries().now().orElseThrow().isBefore(soon()));
            assertThat(monitor.regionHazardAt("mopti", Instant.parse("2020-06-01T00:00:00Z")))
                    .isEqualTo(counted);
            monitor.enter(ENTRY.formatted("c"));
            assertThat(monitor.regionHazardAt("mopti", Instant.parse("2020-06-01T00:00:00Z")))
                    .isGreaterThan(counted);
        }
    }

    private static Instant soon() {
        return Clock.systemUTC().instant().plus(Duration.ofDays(1));
    }

    private Running start(MonitorJar jar, String name) {
        return jar.start("run", "--data-dir", dir.resolve(name).toString(), "--http-port", "0");
    }

    private static void enter(Running monitor, String id) {
        Rest.Answer entered = new Rest(monitor.address()).post("/api/v1/incidents", Rest.JSON, ENTRY.formatted(id));
        assertThat(entered.status()).as(entered.body()).isEqualTo(201);
    }

    /** Until the topologies' time is the clock's, give or take an hour. */
    private static void awaitTime(Running monitor, Duration ahead) {
        Rest rest = new Rest(monitor.address());
        // Connections that are open while the clock jumps may break; a process that ends does not pass.
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> {
                    assertThat(monitor.isAlive())
                            .as("is up; errors: %s", monitor.err())
                            .isTrue();
                    Rest.Answer ready = rest.get("/health/ready");
                    return ready.status() == 200
                            && Duration.between(
                                                    Clock.systemUTC().instant().plus(ahead),
                                                    Instant.parse(ready.json()
                                                            .get("asOf")
                                                            .asText()))
                                            .abs()
                                            .compareTo(Duration.ofHours(1))
                                    < 0;
                });
    }
}
