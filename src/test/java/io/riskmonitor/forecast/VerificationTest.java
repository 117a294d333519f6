package io.riskmonitor.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final double TINY = 1e-12;

    private static Verification of(double[] forecasts, boolean... outcomes) {
        return new Verification(new double[][] {forecasts}, new boolean[][] {outcomes});
    }

    @Test
    void shouldGiveHandComputedFiguresWhenForecastsAreUntied() {
        // Ranks: 0.9 yes, 0.7 no, 0.4 yes, 0.2 no. Pairs won 3 of 4; precision 1/1 at the first yes, 2/3 at the second.
        Skill skill =
                of(new double[] {0.9, 0.7, 0.4, 0.2}, true, false, true, false).skill();

        assertThat(skill.auroc()).isCloseTo(0.75, within(TINY));
        assertThat(skill.averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(TINY));
        assertThat(skill.brier()).isCloseTo((0.01 + 0.49 + 0.36 + 0.04) / 4, within(TINY));
        assertThat(skill.logScore())
                .isCloseTo(-(Math.log(0.9) + Math.log(0.3) + Math.log(0.4) + Math.log(0.8)) / 4, within(TINY));
    }

    @Test
    void shouldCountTiesHalfWhenAllForecastsAreEqual() {
        Skill skill =
                of(new double[] {0.3, 0.3, 0.3, 0.3}, true, false, false, false).skill();

        assertThat(skill.auroc()).isCloseTo(0.5, within(TINY));
        assertThat(skill.averagePrecision()).isCloseTo(0.25, within(TINY));
    }

    @Test
    void shouldStayFiniteWhenASureForecastFails() {
        Skill skill = of(new double[] {0, 1}, true, false).skill();

        assertThat(skill.logScore()).isCloseTo(-Math.log(Skill.EXTREME), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithAllPairsWhenForecastsAreRandomAndOriginsRepeat(long seed) {
        Random random = new Random(seed);
        double[][] forecasts = new double[6][7];
        boolean[][] outcomes = new boolean[6][7];
        int[] times = new int[6];
        for (int o = 0; o < 6; o++) {
            times[o] = random.nextInt(3);
            for (int s = 0; s < 7; s++) {
                forecasts[o][s] = random.nextInt(5) / 5.0; // ties are common
                outcomes[o][s] = random.nextInt(3) == 0;
            }
        }
        times[0] = 1;
        outcomes[0][0] = true;
        outcomes[0][1] = false;

        Skill skill = new Verification(forecasts, outcomes).skill(times);

        double wins = 0;
        double pairs = 0;
        double squares = 0;
        double all = 0;
        for (int i = 0; i < 42; i++) {
            double weight = times[i / 7];
            double miss = forecasts[i / 7][i % 7] - (outcomes[i / 7][i % 7] ? 1 : 0);
            squares += weight * miss * miss;
            all += weight;
            for (int j = 0; j < 42; j++) {
                if (outcomes[i / 7][i % 7] && !outcomes[j / 7][j % 7]) {
                    double both = weight * times[j / 7];
                    double lead = forecasts[i / 7][i % 7] - forecasts[j / 7][j % 7];
                    wins += both * (lead > 0 ? 1 : lead == 0 ? 0.5 : 0);
                    pairs += both;
                }
            }
        }
        assertThat(skill.auroc()).as("seed %d", seed).isCloseTo(wins / pairs, within(1e-9));
        assertThat(skill.brier()).as("seed %d", seed).isCloseTo(squares / all, within(1e-9));
    }

    @Test
    void shouldTakeTheBrierScoreApartWhenForecastsAreAlikeWithinBins() {
        double[] forecasts = new double[40];
        boolean[] outcomes = new boolean[40];
        for (int i = 0; i < 40; i++) {
            forecasts[i] = 0.2 * (i / 10 + 1);
            outcomes[i] = i % 10 < 2 * (i / 10);
        }
        Verification verification = of(forecasts, outcomes);

        Calibration c = verification.calibration(4);

        assertThat(c.bins()).hasSize(4);
        assertThat(c.reliability() - c.resolution() + c.uncertainty())
                .isCloseTo(verification.skill().brier(), within(TINY));
        assertThat(c.bins().get(1).observed()).isCloseTo(0.2, within(TINY));
    }

    @Test
    void shouldGiveClopperPearsonsIntervalWhenOutcomesAreFew() {
        // 2 of 10: 0.0252 to 0.5561 in Clopper & Pearson's tables.
        boolean[] outcomes = new boolean[10];
        outcomes[0] = true;
        outcomes[5] = true;

        Calibration.Bin bin = of(new double[10], outcomes).calibration(1).bins().get(0);

        assertThat(bin.low()).isCloseTo(0.0252, within(5e-5));
        assertThat(bin.high()).isCloseTo(0.5561, within(5e-5));
        assertThat(bin.holds()).as("0 lies below 0.0252").isFalse();
    }
}
