package io.riskmonitor.replay;

import io.riskmonitor.config.InvalidFileException;
import io.riskmonitor.runtime.Monitor;
import io.riskmonitor.runtime.ReplayEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs replays in the process of a monitor, each on a thread of its own, a few at a time. */
public final class ReplayHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplayHost.class);
    private static final int MOST_AT_A_TIME = 2;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final int THREADS = 1;

    private final Monitor monitor;
    private final Replays replays;
    private final List<Hosted> hosted = new ArrayList<>();
    private @Nullable ReplayEngine engine;

    private record Hosted(String id, Thread thread) {}

    public ReplayHost(Monitor monitor) {
        this.monitor = monitor;
        this.replays = new Replays(monitor.config().dataDir(), this::engine, System::nanoTime);
    }

    /** All runs of the monitor's data directory, whoever drives them. */
    public Replays replays() {
        return replays;
    }

    private synchronized ReplayEngine engine() {
        if (engine == null) {
            engine = monitor.replayEngine();
        }
        return engine;
    }

    /**
     * Begins a run, or takes up one of that name that was stopped.
     *
     * @return how it stands; it goes on by itself
     * @throws InvalidFileException if it cannot be begun so
     * @throws RunRefusedException if as many are under way as may be
     */
    public synchronized RunView start(ReplayWish wish) throws IOException {
        hosted.removeIf(run -> !run.thread().isAlive());
        if (hosted.size() >= MOST_AT_A_TIME) {
            throw new RunRefusedException(
                    MOST_AT_A_TIME + " runs are under way in this monitor; wait for one, or stop it");
        }
        monitor.room().require();
        Instant now = monitor.clock().instant();
        ReplaySpan span = ReplaySpan.of(wish.from(), wish.to(), wish.tick(), now);
        ReplayInputs inputs = (wish.liveLog()
                        ? ReplayInputs.log(engine().liveLog())
                        : ReplayInputs.history(monitor.world().regions(), now))
                .without(wish.without());
        ReplayManifest manifest = ReplayManifest.of(
                ReplayManifest.Program.running(),
                inputs,
                span,
                wish.asKnown() ? Knowledge.AS_KNOWN : Knowledge.LATEST,
                monitor.world());
        manifest.requireSomethingTold();
        String id = wish.name() == null ? freeName(wish) : wish.name();
        if (!ReplayEngine.isName(id)) {
            throw new InvalidFileException("a run is named by 1 to 60 of a-z, 0-9 and -, not '" + id + "'");
        }
        Path out = RunHome.of(monitor.config().dataDir(), id).outputs();
        ReplayRuns.Begun begun = new ReplayRuns(monitor.config(), engine())
                .begin(manifest, new ReplayRuns.Settings(id, out, 1, THREADS, wish.speed(), wish.paused()));
        Thread thread = new Thread(() -> run(id, begun), "replay-" + id);
        thread.start();
        hosted.add(new Hosted(id, thread));
        return replays.find(id);
    }

    private String freeName(ReplayWish wish) {
        String span = wish.from().toString().substring(0, 10) + "-"
                + wish.to().toString().substring(0, 10);
        String name = span.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
        String free = name;
        for (int n = 2; RunHome.of(monitor.config().dataDir(), free).record().isPresent(); n++) {
            free = name + "-" + n;
        }
        return free;
    }

    private static void run(String id, ReplayRuns.Begun begun) {
        try {
            ReplayRuns.Outcome unused = begun.run(reached -> {});
        } catch (RunStoppedException e) {
            log.info("{}", e.getMessage());
        } catch (IOException | RuntimeException e) { // the run tells its fault to whoever asks for it
            log.error("run {} failed: {}", id, e.getMessage(), e);
        }
    }

    /** Lets go of all runs: what they were begun with takes them up again. */
    @Override
    public synchronized void close() {
        for (Hosted run : hosted) {
            if (run.thread().isAlive()) {
                stop(run);
            }
        }
        if (engine != null) {
            engine.close();
        }
    }

    private void stop(Hosted run) {
        try {
            RunView unused = replays.order(run.id(), RunOrder.of(RunOrder.Action.STOP));
        } catch (RunRefusedException e) {
            log.debug("run {} has ended: {}", run.id(), e.getMessage());
        }
        try {
            run.thread().join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
