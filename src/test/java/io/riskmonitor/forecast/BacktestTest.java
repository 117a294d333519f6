package io.riskmonitor.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Instant START = Instant.parse("2015-01-01T00:00:00Z");
    private static final Instant SPLIT = START.plus(Duration.ofDays(900));
    private static final List<String> SUBJECTS = List.of("a", "b", "c", "d");
    private static final Backtest.Plan PLAN = new Backtest.Plan(
            START.plus(Duration.ofDays(700)), START.plus(Duration.ofDays(1100)), Duration.ofDays(10), 30, 1);

    /** Subject a has many events, the others few; what comes after the split is drawn by another seed. */
    private static EventHistory history(long seedAfterSplit) {
        Random before = new Random(7);
        Random after = new Random(seedAfterSplit);
        List<EventHistory.Event> events = new ArrayList<>();
        for (int day = 0; day < 1200; day++) {
            Instant at = START.plus(Duration.ofDays(day));
            for (int s = 0; s < SUBJECTS.size(); s++) {
                double chance = (at.isAfter(SPLIT) ? after : before).nextDouble();
                if (chance < (s == 0 ? 0.06 : 0.004)) {
                    events.add(new EventHistory.Event(at, SUBJECTS.get(s), Map.of(SUBJECTS.get(s), 1.0), Map.of()));
                }
            }
        }
        return new EventHistory(SUBJECTS, events);
    }

    /** Notes all that a forecaster says before the split, to compare it over histories that differ only behind it. */
    private static List<double[]> saidBeforeTheSplit(EventHistory history, Forecaster forecaster) {
        List<double[]> said = new ArrayList<>();
        for (Instant origin : PLAN.origins()) {
            if (!origin.isAfter(SPLIT)) {
                said.add(forecaster.forecast(history.until(origin), origin, PLAN.horizonDays()));
            }
        }
        return said;
    }

    private static boolean leaks(Supplier<Forecaster> forecaster, LeakyHands hands) {
        List<double[]> one = saidBeforeTheSplit(hands.give(history(1)), forecaster.get());
        List<double[]> other = saidBeforeTheSplit(hands.give(history(2)), forecaster.get());
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i), other.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** How a history reaches a forecaster. */
    private interface LeakyHands {
        EventHistory give(EventHistory history);
    }

    @Test
    void shouldSayTheSameWhenOnlyTheFutureDiffers() {
        assertThat(leaks(FittedForecaster::standard, h -> h)).isFalse();
        Baselines.all()
                .forEach(baseline -> assertThat(leaks(() -> baseline, h -> h))
                        .as(baseline.name())
                        .isFalse());
    }

    @Test
    void shouldBeCaughtWhenALeakIsPlanted() {
        for (Forecaster honest : Baselines.all()) {
            // The same forecaster, but what is dated a month later is dated today: it sees the window that it
            // forecasts.
            LeakyHands shifted = history -> new EventHistory(
                    SUBJECTS,
                    history.events().stream()
                            .map(e -> new EventHistory.Event(
                                    e.at().minus(Duration.ofDays(30)), e.home(), e.own(), e.distanceKm()))
                            .toList());
            assertThat(leaks(() -> honest, shifted)).as(honest.name()).isTrue();
        }
        assertThat(leaks(
                        FittedForecaster::standard,
                        history -> new EventHistory(
                                SUBJECTS,
                                history.events().stream()
                                        .map(e -> new EventHistory.Event(
                                                e.at().minus(Duration.ofDays(30)), e.home(), e.own(), e.distanceKm()))
                                        .toList())))
                .isTrue();
    }

    @Test
    void shouldRankTheInformedAboveTheIgnorantWhenJudged() {
        List<Forecaster> forecasters = new ArrayList<>(List.of(FittedForecaster.standard()));
        forecasters.addAll(Baselines.all());

        Backtest.Result result = new Backtest(PLAN).run(history(3), forecasters, done -> {});

        assertThat(result.origins()).isEqualTo(38);
        assertThat(result.windows()).isEqualTo(38 * 4);
        Backtest.Outcome forecast = result.outcomes().get(0);
        Backtest.Outcome climatology = result.outcomes().get(5);
        assertThat(climatology.name()).isEqualTo("climatology");
        assertThat(climatology.forecastLess().auroc().low()).isPositive();
        assertThat(climatology.forecastLess().logScore().high()).isNegative();
        assertThat(forecast.scores().auroc().low())
                .isLessThanOrEqualTo(forecast.scores().auroc().value());
        assertThat(forecast.forecastLess().brier().value()).isZero();
    }

    @Test
    void shouldGiveTheSameResultWhenRunTwice() {
        Supplier<Backtest.Result> run = () -> new Backtest(PLAN)
                .run(
                        history(3),
                        List.of(FittedForecaster.standard(), Baselines.all().get(0)),
                        done -> {});

        assertThat(run.get()).isEqualTo(run.get());
    }

    @Test
    void shouldRefuseWhenNothingCame() {
        EventHistory quiet = new EventHistory(SUBJECTS, List.of());

        assertThatThrownBy(() ->
                        new Backtest(PLAN).run(quiet, List.of(Baselines.all().get(0)), done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 had an event");
    }

    @Test
    void shouldRefuseWhenTheSpanHoldsNoWindow() {
        assertThatThrownBy(() -> new Backtest.Plan(START, START.plus(Duration.ofDays(29)), Duration.ofDays(7), 30, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no window");
    }
}
