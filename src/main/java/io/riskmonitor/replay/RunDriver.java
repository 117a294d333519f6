package io.riskmonitor.replay;

import io.riskmonitor.runtime.ReplayEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Drives a run: takes the orders that come in at its home, lets ticks go as they allow, and tells how far it has come. */
final class RunDriver implements ReplayEngine.Pace {
    private static final long BETWEEN_LOOKS = Duration.ofMillis(50).toNanos();
    private static final long BETWEEN_WORDS = Duration.ofMillis(500).toNanos();

    private final RunHome home;
    private final List<Instant> ticks;
    private final Playhead playhead;
    private final Consumer<Instant> reached;
    private final LongSupplier nanos;

    private @Nullable Instant at;
    private RunHome.@Nullable Status said;
    private long lookedAt;
    private long saidAt;
    private boolean begun;

    private RunDriver(
            RunHome home, List<Instant> ticks, Playhead playhead, Consumer<Instant> reached, LongSupplier nanos) {
        this.home = home;
        this.ticks = ticks;
        this.playhead = playhead;
        this.reached = reached;
        this.nanos = nanos;
    }

    /** @param reached takes the simulated time now and then */
    static RunDriver of(RunHome home, ReplaySpan span, ReplayRuns.Settings settings, Consumer<Instant> reached) {
        List<Instant> ticks = span.ticks();
        Playhead playhead = new Playhead(ticks, span.from(), settings.speed());
        if (settings.paused()) {
            playhead.obey(RunOrder.seek(span.from()), 0);
        }
        return new RunDriver(home, ticks, playhead, reached, System::nanoTime);
    }

    @Override
    public int allowed(int told, @Nullable Instant now) {
        long nano = nanos.getAsLong();
        int come = come(now);
        if (now != null && !now.equals(at)) {
            at = now;
            reached.accept(now);
        }
        try {
            if (!begun || nano - lookedAt >= BETWEEN_LOOKS) {
                lookedAt = nano;
                for (RunHome.Waiting waiting : home.orders()) {
                    if (waiting.order().action() == RunOrder.Action.STOP) {
                        waiting.take();
                        throw new RunStoppedException(home.id());
                    }
                    playhead.obey(waiting.order(), told);
                    say(come, nano);
                    waiting.take();
                }
            }
            if (!begun || nano - saidAt >= BETWEEN_WORDS || playhead.isPaused(come) != isSaidToBePaused()) {
                say(come, nano);
            }
            begun = true;
        } catch (IOException e) {
            throw new UncheckedIOException("how the run stands cannot be told: " + e.getMessage(), e);
        }
        return playhead.allowed(told, come, nano);
    }

    /** How many ticks have come through. */
    private int come(@Nullable Instant now) {
        if (now == null) {
            return 0;
        }
        int found = Collections.binarySearch(ticks, now);
        return found < 0 ? -found - 1 : found + 1;
    }

    private boolean isSaidToBePaused() {
        return said != null && said.state() == RunState.PAUSED;
    }

    private void say(int come, long nano) throws IOException {
        saidAt = nano;
        RunHome.Status now = RunHome.Status.of(playhead.isPaused(come) ? RunState.PAUSED : RunState.RUNNING, at, null);
        if (!now.equals(said)) {
            home.tell(now);
            said = now;
        }
    }

    /** The simulated time that the run has reached; null before the first. */
    @Nullable
    Instant at() {
        return at;
    }
}
