package io.riskmonitor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayheadTest {
    private static final Instant FROM = Instant.parse("2015-11-01T00:00:00Z");
    private static final ReplaySpan SPAN = ReplaySpan.of(
            FROM, Instant.parse("2016-11-01T00:00:00Z"), Duration.ofDays(1), Instant.parse("2020-01-01T00:00:00Z"));
    private static final List<Instant> TICKS = SPAN.ticks();
    /** Ninety days are told before the span, then its first tick. */
    private static final int FIRST = 91;

    private static final int ALL = 90 + 366 + 1;
    private static final long SECOND = 1_000_000_000L;

    private static Playhead at(String speed) {
        return new Playhead(TICKS, FROM, Speed.parse(speed));
    }

    @Test
    void shouldKeepALittleAheadAtFullSpeed() {
        Playhead playhead = at("max");

        assertThat(playhead.allowed(0, 0, 0)).isEqualTo(Playhead.AHEAD);
        assertThat(playhead.allowed(200, 10, 1))
                .as("few at a time are not worth it")
                .isEqualTo(200);
        assertThat(playhead.allowed(200, 150, 1)).isEqualTo(150 + Playhead.AHEAD);
        assertThat(playhead.allowed(350, 340, 2)).isEqualTo(ALL);
    }

    /** A day in a second. */
    @Test
    void shouldFollowTheWallClockAtASpeed() {
        Playhead playhead = at("x86400");

        assertThat(playhead.allowed(0, 0, 5 * SECOND)).as("the time before").isEqualTo(FIRST);
        assertThat(playhead.allowed(FIRST, FIRST, 7 * SECOND)).isEqualTo(FIRST);
        assertThat(playhead.allowed(FIRST, FIRST, 8 * SECOND)).isEqualTo(FIRST + 1);
        assertThat(playhead.allowed(FIRST + 1, FIRST + 1, 17 * SECOND)).isEqualTo(FIRST + 10);
        assertThat(playhead.allowed(FIRST + 10, FIRST + 10, 3_000_000 * SECOND))
                .as("never further ahead than it is at full speed")
                .isEqualTo(FIRST + 10 + Playhead.AHEAD);
    }

    @Test
    void shouldNotMakeUpForThePauseWhenItGoesOn() {
        Playhead playhead = at("x86400");
        assertThat(playhead.allowed(FIRST, FIRST, 0)).isEqualTo(FIRST);
        playhead.obey(RunOrder.of(RunOrder.Action.PAUSE), FIRST);

        assertThat(playhead.isPaused(FIRST - 1)).isFalse();
        assertThat(playhead.isPaused(FIRST)).isTrue();
        assertThat(playhead.allowed(FIRST, FIRST, 100 * SECOND)).isEqualTo(FIRST);

        playhead.obey(RunOrder.of(RunOrder.Action.RESUME), FIRST);
        assertThat(playhead.allowed(FIRST, FIRST, 101 * SECOND)).isEqualTo(FIRST);
        assertThat(playhead.allowed(FIRST, FIRST, 103 * SECOND)).isEqualTo(FIRST + 2);
    }

    @Test
    void shouldTellAsManyTicksAsAStepHas() {
        Playhead playhead = at("x1");
        playhead.obey(RunOrder.step(3), FIRST);

        assertThat(playhead.allowed(FIRST, FIRST, 0)).isEqualTo(FIRST + 3);
        assertThat(playhead.isPaused(FIRST + 2)).isFalse();
        assertThat(playhead.isPaused(FIRST + 3)).isTrue();
    }

    @Test
    void shouldGoToAMomentAtFullSpeedAndBackFromTheBeginning() {
        Playhead playhead = at("x1");
        playhead.obey(RunOrder.seek(Instant.parse("2015-11-11T12:00:00Z")), FIRST);
        assertThat(playhead.allowed(FIRST, FIRST, 0)).isEqualTo(FIRST + 10);

        playhead.obey(RunOrder.seek(Instant.parse("2015-11-03T00:00:00Z")), FIRST + 10);
        assertThat(playhead.allowed(FIRST + 10, FIRST + 10, 0))
                .as("fewer than have been told: the run begins anew")
                .isEqualTo(FIRST + 2);
        assertThat(playhead.isPaused(FIRST + 10)).as("it is not there yet").isFalse();
        assertThat(playhead.allowed(0, 0, 0)).isEqualTo(FIRST + 2);
        assertThat(playhead.isPaused(FIRST + 2)).isTrue();
    }
}
