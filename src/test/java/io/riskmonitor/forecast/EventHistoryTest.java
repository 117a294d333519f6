package io.riskmonitor.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventHistoryTest {
    private static final Instant DAY_0 = Instant.parse("2020-01-01T00:00:00Z");
    private static final ForecastTerms TERMS = new ForecastTerms(List.of(10.0), List.of(20.0), 50);

    private static Instant day(long number) {
        return DAY_0.plus(Duration.ofDays(number));
    }

    private static final EventHistory HISTORY = new EventHistory(
            List.of("a", "b"),
            List.of(
                    new EventHistory.Event(day(10), "b", Map.of("b", 1.0), Map.of("a", 50.0, "b", 0.0)),
                    new EventHistory.Event(day(0), "a", Map.of("a", 0.75, "b", 0.25), Map.of("a", 0.0, "b", 5.0))));

    @Test
    void shouldSumDecayedEventsWhenAsked() {
        double[][] now = HISTORY.features(TERMS, List.of(day(10)), 30)[0];

        double own = ForecastTerms.integralDays(10, 30);
        double near = ForecastTerms.integralDays(20, 30);
        assertThat(now[0][0]).isEqualTo(30);
        assertThat(now[0][1]).as("a's own, one half-life old").isCloseTo(0.75 / 2 * own, within(1e-12));
        assertThat(now[0][2]).as("b's event, one reach away").isCloseTo(Math.exp(-0.5) * near, within(1e-12));
        assertThat(now[1][1]).isCloseTo((0.25 / 2 + 1) * own, within(1e-12));
        assertThat(now[1][2]).as("what is partly its own is not near as well").isZero();
    }

    @Test
    void shouldNotSeeWhatIsToComeWhenAMomentIsEarlier() {
        assertThat(HISTORY.features(TERMS, List.of(day(9)), 30)[0][1][1])
                .isEqualTo(HISTORY.until(day(9)).features(TERMS, List.of(day(9)), 30)[0][1][1]);
    }

    @Test
    void shouldGiveTheSameWhenMomentsAreTakenTogetherOrApart() {
        double[][][] together = HISTORY.features(TERMS, List.of(day(1), day(5), day(40)), 30);

        for (int m = 0; m < 3; m++) {
            double[][] alone =
                    HISTORY.features(TERMS, List.of(day(List.of(1, 5, 40).get(m))), 30)[0];
            for (int s = 0; s < 2; s++) {
                assertThat(together[m][s]).containsExactly(alone[s], within(1e-12));
            }
        }
    }

    @Test
    void shouldCountHalfOpenWindowsWhenEventsLieOnTheirEdges() {
        assertThat(HISTORY.counts(day(0), day(10))).containsExactly(0, 1);
        assertThat(HISTORY.counts(day(-1), day(0))).containsExactly(1, 0);
    }

    @Test
    void shouldRefuseWhenMomentsFall() {
        assertThatThrownBy(() -> HISTORY.features(TERMS, List.of(day(5), day(4)), 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not rise");
    }

    @Test
    void shouldIntegrateADecayToItsHalfLifeOverLn2WhenTheHorizonIsLong() {
        assertThat(ForecastTerms.integralDays(7, 1e6)).isCloseTo(7 / Math.log(2), within(1e-9));
        assertThat(ForecastTerms.integralDays(7, 7)).isCloseTo(7 / Math.log(2) / 2, within(1e-9));
    }
}
