package io.riskmonitor.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskmonitor.testing.BrokerProcess;
import io.riskmonitor.testing.Clashes;
import io.riskmonitor.testing.MonitorJar;
import io.riskmonitor.testing.MonitorJar.Running;
import io.riskmonitor.testing.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hard kills at random moments: of the monitor with the broker in it during an ingest, of both while they start, and of a
 * broker in a process of its own while the monitor lives on. In the end all is as if nothing had happened.
 *
 * <p>{@code -Dfaults.kills}, {@code -Dfaults.revisions} and {@code -Dfaults.seed} make it larger; {@code src/docs/FAULTS.md} has
 * the commands and what came of them.
 */
class KilledMonitorIT {
    private static final MonitorJar JAR = MonitorJar.quick();
    private static final int KILLS = Integer.getInteger("faults.kills", 2);
    private static final int REVISIONS = Integer.getInteger("faults.revisions", 2_000);
    private static final long SEED = Long.getLong("faults.seed", 20_261_127L);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** A start from process to ready takes seconds; a kill falls somewhere in it, or shortly after. */
    private static final int MOST_OF_A_START_MILLIS = 12_000;

    private static final Pattern TAKEN =
            Pattern.compile("^report_revisions_total\\{[^}]*\\} ([0-9.E]+)$", Pattern.MULTILINE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    @SuppressWarnings("NullAway.Init")
    private static Path file;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, JsonNode> undisturbed;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void ingestUndisturbed() throws IOException {
        file = Clashes.write(dir.resolve("clashes.csv"), REVISIONS);
        try (Running monitor = run("undisturbed")) {
            assertThat(ingest("undisturbed").get("revisions").asInt()).isEqualTo(REVISIONS);
            undisturbed = Clashes.subjects(new Rest(monitor.address()));
        }
    }

    @Test
    void shouldScoreAsIfUndisturbedWhenKilledDuringAnIngest() {
        List<String> kills = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            try (Running monitor = run("killed")) {
                kills.add(killDuringIngest("killed", monitor, monitor::kill));
            }
        }
        report("monitor killed during an ingest", kills);
        try (Running monitor = run("killed")) {
            finishAndCompare("killed", monitor);
        }
    }

    @Test
    void shouldScoreAsIfUndisturbedWhenKilledWhileStarting() throws Exception {
        List<String> kills = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            // From the first start on an empty directory, over one with much to recover.
            long millis = random.nextInt(MOST_OF_A_START_MILLIS);
            try (Running monitor = JAR.launch("run", "--data-dir", data("starting"), "--http-port", "0")) {
                boolean ended = monitor.endsWithin(millis, TimeUnit.MILLISECONDS);
                assertThat(ended)
                        .as("ended by itself; errors: %s", monitor.err())
                        .isFalse();
                kills.add(millis + " ms" + (monitor.out().contains("ready ") ? " (ready)" : ""));
                monitor.kill();
            }
            if (i == KILLS / 4) {
                try (Running monitor = run("starting")) {
                    killDuringIngest("starting", monitor, monitor::kill);
                }
            }
        }
        report("monitor killed while starting", kills);
        try (Running monitor = run("starting")) {
            finishAndCompare("starting", monitor);
        }
    }

    @Test
    void shouldScoreAsIfUndisturbedWhenTheBrokersProcessIsKilledDuringAnIngest() {
        Path cluster = dir.resolve("cluster");
        List<String> kills = new ArrayList<>();
        int restarts = 0;
        Deque<BrokerProcess> broker = new ArrayDeque<>(List.of(BrokerProcess.start(cluster)));
        Running monitor = run("beside", "--bootstrap-servers", broker.getFirst().bootstrapServers());
        try {
            for (int i = 0; i < KILLS; i++) {
                // While it takes up its tasks again an ingest would be refused, and the kill fall into none.
                awaitReady(monitor);
                if (!monitor.isAlive()) {
                    // A service manager would do the same.
                    restarts++;
                    monitor.close();
                    monitor = run(
                            "beside", "--bootstrap-servers", broker.getFirst().bootstrapServers());
                }
                // The broker is back at once: ingest and monitor go on, or end and say why.
                kills.add(killDuringIngest("beside", monitor, () -> {
                    broker.getFirst().kill();
                    broker.getFirst().close();
                    broker.push(BrokerProcess.start(cluster));
                }));
            }
            report("broker killed beside the monitor, which had to be started again " + restarts + " times", kills);
            if (!monitor.isAlive()) {
                monitor.close();
                monitor = run("beside", "--bootstrap-servers", broker.getFirst().bootstrapServers());
            }
            finishAndCompare("beside", monitor);
        } finally {
            monitor.close();
            broker.getFirst().close();
        }
    }

    /**
     * Begins the ingest, and kills at a moment drawn at random: when so many more revisions are written, and some
     * milliseconds later. All kills together use up most of the file.
     */
    private String killDuringIngest(String name, Running monitor, Runnable kill) {
        int until = random.nextInt(Math.max(1, 3 * REVISIONS / (2 * KILLS + 2)));
        long later = random.nextInt(300);
        try (Running ingest = JAR.launch("ingest", "desk", file.toString(), "--data-dir", data(name))) {
            Rest rest = new Rest(monitor.address());
            double before = taken(rest);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !ingest.isAlive() || taken(rest) - before >= until);
            boolean ended = ingest.endsWithin(later, TimeUnit.MILLISECONDS);
            kill.run();
            await().atMost(PATIENCE).until(() -> !ingest.isAlive());
            return until + "+" + later + " ms" + (ended ? " (after the ingest)" : "");
        }
    }

    /** It says no while it takes its tasks up again; who ingests by a script waits for this, too. */
    private static void awaitReady(Running monitor) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> !monitor.isAlive()
                        || new Rest(monitor.address()).get("/health/ready").status() == 200);
    }

    private void finishAndCompare(String name, Running monitor) {
        awaitReady(monitor);
        JsonNode rest = ingest(name);
        assertThat(rest.get("rows").asInt()).isEqualTo(REVISIONS);
        assertThat(rest.get("revisions").asInt() + rest.get("unchanged").asInt())
                .isEqualTo(REVISIONS);
        Clashes.assertSame(Clashes.subjects(new Rest(monitor.address())), undisturbed);
        // And nothing is left to be told again.
        assertThat(ingest(name).get("unchanged").asInt()).isEqualTo(REVISIONS);
    }

    /** What a large run is reported with. */
    private static void report(String what, List<String> kills) {
        System.out.println("faults: seed " + SEED + ", " + REVISIONS + " revisions, " + what + ": " + kills);
    }

    private static Running run(String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--data-dir", data(name), "--http-port", "0"));
        arguments.addAll(List.of(more));
        return JAR.start(arguments.toArray(String[]::new));
    }

    private static JsonNode ingest(String name) {
        return JAR.run(PATIENCE, "ingest", "desk", file.toString(), "--json", "--data-dir", data(name))
                .succeeded()
                .json();
    }

    private static String data(String name) {
        return dir.resolve(name).toString();
    }

    private static double taken(Rest rest) {
        try {
            Matcher counts = TAKEN.matcher(rest.get("/metrics").body());
            double sum = 0;
            while (counts.find()) {
                sum += Double.parseDouble(counts.group(1));
            }
            return sum;
        } catch (UncheckedIOException e) {
            return Double.POSITIVE_INFINITY; // it has gone by itself, which the next step will find out
        }
    }
}
