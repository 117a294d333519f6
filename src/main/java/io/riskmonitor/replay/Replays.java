package io.riskmonitor.replay;

import io.riskmonitor.query.UnknownSubjectException;
import io.riskmonitor.risk.Level;
import io.riskmonitor.runtime.ReplayEngine;
import io.riskmonitor.runtime.ScoreTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runs of a data directory, whichever process drives them: what there are, what they say, and how they are to go on. */
public final class Replays {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_IN_MEMORY = 3;

    private final Path dataDir;
    private final Supplier<ReplayEngine> engine;
    private final LongSupplier serials;

    /** Scores of the runs that were last asked for. */
    private final Map<String, Held> scores = new LinkedHashMap<>(8, 0.75f, true);

    /** @param tail null once the run has finished */
    private record Held(
            String fingerprint, RunScores scores, @Nullable ScoreTail tail) {}

    /**
     * Scores of regions and projects at a moment of a run.
     *
     * @param at the moment; an earlier one than was asked for if the run has not come so far
     */
    public record MomentScores(Instant at, List<RunScores.SubjectScore> subjects) {}

    /**
     * @param engine on the cluster that the directory's runs are on; asked for only where one has to be
     * @param serials never less than before: orders are taken in the order of theirs
     */
    public Replays(Path dataDir, Supplier<ReplayEngine> engine, LongSupplier serials) {
        this.dataDir = dataDir;
        this.engine = engine;
        this.serials = serials;
    }

    /** All runs, by id. */
    public List<RunView> list() {
        return RunHome.all(dataDir).stream()
                .flatMap(home -> home.view().stream())
                .toList();
    }

    /** @throws UnknownSubjectException if there is no such run */
    public RunView find(String id) {
        return home(id).view().orElseThrow(() -> unknown(id));
    }

    private RunHome home(String id) {
        if (!ReplayEngine.isName(id)) {
            throw unknown(id);
        }
        return RunHome.of(dataDir, id);
    }

    private static UnknownSubjectException unknown(String id) {
        return new UnknownSubjectException("no run '" + id + "'; the command replay list tells which there are");
    }

    /**
     * Gives an order to the process that drives a run; returns once it has been taken.
     *
     * @return how the run stands then: where it is to stand still it may still be on its way there
     * @throws UnknownSubjectException if there is no such run
     * @throws RunRefusedException if no process drives it, or the moment of a seek is not one of the run's
     */
    public RunView order(String id, RunOrder order) {
        RunView run = find(id);
        requireWithin(run, order.at());
        try {
            RunHome.Waiting waiting = home(id).order(order, serials.getAsLong());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!waiting.isTaken()) {
                run = find(id);
                if (!run.state().isDriven() || System.nanoTime() > deadline) {
                    waiting.take();
                    throw new RunRefusedException(
                            run.state().isDriven()
                                    ? "run " + id + " did not answer within " + PATIENCE.toSeconds() + " s"
                                    : "no process drives run " + id + ": it is " + run.state());
                }
                pause();
            }
            return find(id);
        } catch (IOException e) {
            throw new UncheckedIOException("run " + id + " cannot be told: " + e.getMessage(), e);
        }
    }

    private static void requireWithin(RunView run, @Nullable Instant at) {
        if (at != null && (at.isBefore(run.from()) || at.isAfter(run.to()))) {
            throw new RunRefusedException("run " + run.id() + " goes from " + run.from() + " to " + run.to() + ", " + at
                    + " is no part of it");
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a run was being told", e);
        }
    }

    /**
     * What a run says of a moment.
     *
     * @param at null for as far as the run has come
     * @throws UnknownSubjectException if there is no such run
     * @throws RunRefusedException if the moment lies outside of it, it has not begun, or its outputs are gone
     */
    public synchronized MomentScores scores(String id, @Nullable Instant at) {
        RunView run = find(id);
        requireWithin(run, at);
        Instant reached = run.state() == RunState.FINISHED ? run.to() : run.at();
        if (reached == null || reached.isBefore(run.from())) {
            throw new RunRefusedException("run " + id + " has not come to " + run.from() + " yet");
        }
        Instant moment = at == null || at.isAfter(reached) ? reached : at;
        return new MomentScores(moment, held(run).scores().at(moment));
    }

    private Held held(RunView run) {
        String fingerprint = home(run.id()).record().map(RunRecord::fingerprint).orElse("") + run.out();
        Held held = scores.get(run.id());
        boolean finished = run.state() == RunState.FINISHED;
        if (held == null || !held.fingerprint().equals(fingerprint) || (held.tail() == null) != finished) {
            held = finished ? read(run, fingerprint) : follow(run, fingerprint);
        }
        ScoreTail tail = held.tail();
        if (tail != null && !tail.read(into(held.scores()))) {
            held = follow(run, fingerprint); // the run has gone back
            ScoreTail again = held.tail();
            if (again != null) {
                again.read(into(held.scores()));
            }
        }
        scores.put(run.id(), held);
        if (scores.size() > MOST_IN_MEMORY) {
            scores.remove(scores.keySet().iterator().next());
        }
        return held;
    }

    private static ScoreTail.Scores into(RunScores scores) {
        return score -> scores.add(score.asOf(), score.subject(), score.score(), score.level());
    }

    private Held follow(RunView run, String fingerprint) {
        return new Held(fingerprint, new RunScores(), engine.get().scoresOf(run.id()));
    }

    private static Held read(RunView run, String fingerprint) {
        RunScores scores = new RunScores();
        Path file = Path.of(run.out()).resolve("scores.csv");
        try {
            RunTable.forEach(
                    file,
                    row -> scores.add(
                            row.moment("asOf"), row.text("subject"), row.optionalNumber("score"), level(row)));
        } catch (IOException e) {
            throw new RunRefusedException("the outputs of run " + run.id() + " cannot be read any more: " + e);
        }
        return new Held(fingerprint, scores, null);
    }

    private static @Nullable Level level(RunTable.Row row) {
        String text = row.text("level");
        return text.isEmpty() ? null : Level.valueOf(text);
    }

    /**
     * Removes a run: its topics, its state, and what lies at its home. Outputs that it left elsewhere stay.
     *
     * @throws UnknownSubjectException if there is no such run
     * @throws RunRefusedException if a process drives it
     */
    public synchronized void delete(String id) {
        RunView run = find(id);
        if (run.state().isDriven()) {
            throw new RunRefusedException("run " + id + " is under way; stop it first");
        }
        if (run.state() != RunState.FINISHED) {
            engine.get().discard(id);
        }
        home(id).delete();
        scores.remove(id);
    }
}
