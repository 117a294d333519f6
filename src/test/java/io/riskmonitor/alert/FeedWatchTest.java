package io.riskmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.riskmonitor.risk.FeedPulse;
import io.riskmonitor.risk.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedWatchTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final FeedWatch WATCH = new FeedWatch(List.of(new FeedRule(
            "silent", Set.of("acled"), 3, 12, Duration.ofHours(6), Duration.ofDays(7), Level.SUBSTANTIAL)));

    /** A record at the start, and one after each gap. */
    private static FeedPulse pulse(String source, Duration... gaps) {
        Instant at = START;
        FeedPulse pulse = FeedPulse.none(source).with(at);
        for (Duration gap : gaps) {
            at = at.plus(gap);
            pulse = pulse.with(at);
        }
        return pulse;
    }

    private static Duration[] daily(int times) {
        Duration[] gaps = new Duration[times];
        Arrays.fill(gaps, DAY);
        return gaps;
    }

    private static FeedState state(FeedPulse pulse, Instant at) {
        return WATCH.at(List.of(pulse), at).get(0);
    }

    @Test
    void shouldTakeADailySourceForStaleAfterThreeDays() {
        FeedPulse pulse = pulse("acled", daily(20));
        Instant last = START.plus(DAY.multipliedBy(20));

        FeedState live = state(pulse, last.plus(DAY.multipliedBy(3)).minusSeconds(1));
        assertThat(live.staleSince()).isNull();
        assertThat(live.lastRecord()).isEqualTo(last);
        assertThat(live.usualGap()).isEqualTo(DAY);
        assertThat(live.gaps()).isEqualTo(20);
        assertThat(live.plausible()).isEqualTo(DAY.multipliedBy(3));
        assertThat(state(pulse, last.plus(DAY.multipliedBy(3))).staleSince()).isEqualTo(last.plus(DAY.multipliedBy(3)));
    }

    @Test
    void shouldNotLearnFromOneOutageThatOutagesAreUsual() {
        Duration[] gaps = daily(20);
        gaps[7] = Duration.ofDays(30);

        assertThat(state(pulse("acled", gaps), START.plus(Duration.ofDays(50))).plausible())
                .isEqualTo(DAY.multipliedBy(3));
        gaps[9] = Duration.ofDays(10);
        assertThat(state(pulse("acled", gaps), START.plus(Duration.ofDays(60))).plausible())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void shouldLetASourcePassForAWhileWhenItsRhythmIsNotKnown() {
        FeedPulse pulse = pulse("acled", daily(11));
        Instant last = START.plus(DAY.multipliedBy(11));

        assertThat(state(pulse, last.plus(Duration.ofDays(6))).staleSince()).isNull();
        assertThat(state(pulse, last.plus(Duration.ofDays(8))).staleSince()).isEqualTo(last.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldNotMissAnybodyBeforeSixHours() {
        Duration[] quarters = new Duration[20];
        Arrays.fill(quarters, Duration.ofMinutes(15));
        FeedPulse pulse = pulse("acled", quarters);

        assertThat(state(pulse, START.plus(DAY)).plausible()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void shouldFindNoFaultInSilenceWhenNobodyNeedsTheSource() {
        FeedState history = WATCH.at(List.of(pulse("history", daily(20))), START.plus(Duration.ofDays(9_000))).stream()
                .filter(state -> state.feed().equals("history"))
                .findFirst()
                .orElseThrow();

        assertThat(history.needed()).isFalse();
        assertThat(history.usualGap()).isEqualTo(DAY);
        assertThat(history.staleSince()).isNull();
        assertThat(new FeedWatch(List.of()).blindness(List.of(pulse("history")), START, START))
                .isNull();
    }

    @Test
    void shouldSeeNothingWhenANeededSourceHasNeverSpoken() {
        assertThat(WATCH.blindness(List.of(pulse("gdelt", daily(20))), START, START))
                .isEqualTo("nothing has come yet from acled, which is needed");
    }

    /** A past moment is seen with what is known today: a silence that has ended since hides nothing of it. */
    @Test
    void shouldBeBlindInTheSilenceThatLastsOnly() {
        Duration[] gaps = daily(20);
        gaps[10] = Duration.ofDays(30);
        List<FeedPulse> pulses = List.of(pulse("acled", gaps));
        Instant last = START.plus(Duration.ofDays(49));
        Instant now = last.plus(Duration.ofDays(10));

        assertThat(WATCH.blindness(pulses, START.plus(Duration.ofDays(30)), now))
                .isNull();
        assertThat(WATCH.blindness(pulses, last.plus(Duration.ofDays(2)), now)).isNull();
        assertThat(WATCH.blindness(pulses, last.plus(Duration.ofDays(3)), now))
                .isEqualTo("nothing has come since " + last + " from acled, which is needed");
        assertThat(WATCH.blindness(pulses, now.plus(DAY), now)).isNotNull();
    }

    @Test
    void shouldNotLookAtWhatComesAfterTheMoment() {
        FeedPulse pulse = pulse("acled", daily(20));

        assertThat(state(pulse, START.plus(DAY.multipliedBy(5)).plusSeconds(1)))
                .extracting(FeedState::lastRecord, FeedState::gaps)
                .containsExactly(START.plus(DAY.multipliedBy(5)), 5);
    }

    /** The reason beside the number in alert-rules.yaml: of independent records one gap in 1,600 is taken for a fault. */
    @Test
    void shouldTakeAsFewGapsOfIndependentRecordsForFaultsAsTheRuleSays() {
        Random random = new Random(1);
        int trials = 200_000;
        int faults = 0;
        for (int trial = 0; trial < trials; trial++) {
            double longest = 0;
            double next = 0;
            for (int i = 0; i < 32; i++) {
                double gap = -Math.log(1 - random.nextDouble());
                next = Math.max(next, Math.min(longest, gap));
                longest = Math.max(longest, gap);
            }
            faults += -Math.log(1 - random.nextDouble()) > 3 * next ? 1 : 0;
        }

        assertThat((double) faults / trials).isCloseTo(24.0 / (33 * 34 * 35), offset(2e-4));
    }
}
