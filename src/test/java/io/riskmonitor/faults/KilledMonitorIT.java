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
import java.util.ArrayList;
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

    /** The data directory of the monitor whose broker is a process of its own. */
    private static final String BESIDE = "beside";

    /** How often is looked how far an ingest has come; each look has the monitor read all incidents for its metrics. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

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
                kills.add(killDuringIngest("killed", monitor));
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
                    killDuringIngest("starting", monitor);
                }
            }
        }
        report("monitor killed while starting", kills);
        try (Running monitor = run("starting")) {
            finishAndCompare("starting", monitor);
        }
    }

    /** An ingest outlives its broker: all kills fall in one, or in one that goes on where it failed. */
    @Test
    void shouldScoreAsIfUndisturbedWhenTheBrokersProcessIsKilledDuringAnIngest() {
        List<String> kills = new ArrayList<>();
        int[] moments = random.ints(KILLS, 0, 3 * REVISIONS / 4).sorted().toArray();
        try (Beside beside = new Beside()) {
            for (int moment : moments) {
                long later = random.nextInt(100);
                do {
                    beside.awaitTaken(moment);
                } while (beside.ingest.endsWithin(later, TimeUnit.MILLISECONDS));
                beside.killBroker();
                kills.add(moment + "+" + later + " ms");
            }
            beside.awaitIngest();
            report(
                    "broker killed beside the monitor, which had to be started again " + beside.restarts
                            + " times, and the ingest " + beside.repeats + " times",
                    kills);
            finishAndCompare(BESIDE, beside.monitor);
        }
    }

    /** A broker in a process of its own; a monitor and an ingest, which are started again when they end. */
    private static final class Beside implements AutoCloseable {
        private final Path cluster = dir.resolve("cluster");
        private BrokerProcess broker = BrokerProcess.start(cluster);
        private Running monitor = start();
        private Running ingest = launchIngest(BESIDE);
        private int restarts;
        private int repeats;
        private double takenByFormerMonitors;

        private Running start() {
            return run(BESIDE, "--bootstrap-servers", broker.bootstrapServers());
        }

        /** Returns while an ingest is under way, when so many revisions at least have been taken in. */
        void awaitTaken(int revisions) {
            while (true) {
                Rest rest = new Rest(monitor.address());
                await().atMost(PATIENCE)
                        .pollInterval(LOOK_EVERY)
                        .until(() -> !ingest.isAlive()
                                || !monitor.isAlive()
                                || takenByFormerMonitors + taken(rest) >= revisions);
                if (ingest.isAlive() && monitor.isAlive()) {
                    return;
                }
                goOn(revisions);
            }
        }

        /** What a service manager would do, and a script. */
        private void goOn(int revisions) {
            if (!monitor.isAlive()) {
                takenByFormerMonitors = revisions;
                restarts++;
                monitor.close();
                monitor = start();
            }
            if (!ingest.isAlive()) {
                assertThat(ingest.stop())
                        .as("exit code of an ingest that ended before the last kill")
                        .isNotZero();
                repeats++;
                ingest.close();
                // While it takes up its tasks again an ingest would be refused, and the kill fall into none.
                awaitReady(monitor);
                ingest = launchIngest(BESIDE);
            }
        }

        /** It is back at once: ingest and monitor go on, or end and say why. */
        void killBroker() {
            broker.kill();
            broker.close();
            broker = BrokerProcess.start(cluster);
        }

        void awaitIngest() {
            await().atMost(PATIENCE).until(() -> !ingest.isAlive());
            if (!monitor.isAlive()) {
                restarts++;
                monitor.close();
                monitor = start();
            }
        }

        @Override
        public void close() {
            ingest.close();
            monitor.close();
            broker.close();
        }
    }

    /**
     * Begins the ingest, and kills at a moment drawn at random: when so many more revisions are written, and some
     * milliseconds later. All kills together use up half of the file, as an ingest is ahead of what is counted here.
     */
    private String killDuringIngest(String name, Running monitor) {
        int until = random.nextInt(Math.max(1, REVISIONS / (KILLS + 1)));
        long later = random.nextInt(300);
        try (Running ingest = launchIngest(name)) {
            Rest rest = new Rest(monitor.address());
            double before = taken(rest);
            await().atMost(PATIENCE)
                    .pollInterval(LOOK_EVERY)
                    .until(() -> !ingest.isAlive() || taken(rest) - before >= until);
            boolean ended = ingest.endsWithin(later, TimeUnit.MILLISECONDS);
            monitor.kill();
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

    private static Running launchIngest(String name) {
        return JAR.launch("ingest", "desk", file.toString(), "--data-dir", data(name));
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
