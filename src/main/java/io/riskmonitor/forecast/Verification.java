package io.riskmonitor.forecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Forecasts beside what came, sorted once, so that their skill on any draw of origins is one pass. */
final class Verification {
    private final double[] forecasts;
    private final boolean[] outcomes;
    private final int subjects;
    private final int[] falling;

    /**
     * @param forecasts by origin and subject
     * @param outcomes the same shape
     */
    Verification(double[][] forecasts, boolean[][] outcomes) {
        this.subjects = forecasts[0].length;
        this.forecasts =
                Arrays.stream(forecasts).flatMapToDouble(Arrays::stream).toArray();
        this.outcomes = new boolean[this.forecasts.length];
        for (int o = 0; o < outcomes.length; o++) {
            System.arraycopy(outcomes[o], 0, this.outcomes, o * subjects, subjects);
        }
        this.falling = IntStream.range(0, this.forecasts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -this.forecasts[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    Skill skill() {
        int[] once = new int[forecasts.length / subjects];
        Arrays.fill(once, 1);
        return skill(once);
    }

    Calibration calibration(int bins) {
        return Calibration.of(forecasts, outcomes, bins);
    }

    /**
     * The skill with each origin counted so many times; not a number where all outcomes are alike.
     *
     * @param times by origin
     */
    Skill skill(int[] times) {
        long yes = 0;
        long all = 0;
        double brier = 0;
        double log = 0;
        for (int i = 0; i < forecasts.length; i++) {
            int w = times[i / subjects];
            double miss = forecasts[i] - (outcomes[i] ? 1 : 0);
            double p = Math.max(Skill.EXTREME, Math.min(1 - Skill.EXTREME, forecasts[i]));
            brier += w * miss * miss;
            log -= w * (outcomes[i] ? StrictMath.log(p) : StrictMath.log1p(-p));
            yes += outcomes[i] ? w : 0;
            all += w;
        }
        double wins = 0;
        double precision = 0;
        long yesSoFar = 0;
        long soFar = 0;
        for (int from = 0; from < falling.length; ) {
            int to = from;
            long yesHere = 0;
            long here = 0;
            for (; to < falling.length && forecasts[falling[to]] == forecasts[falling[from]]; to++) {
                int w = times[falling[to] / subjects];
                here += w;
                yesHere += outcomes[falling[to]] ? w : 0;
            }
            long noBelow = all - yes - (soFar - yesSoFar) - (here - yesHere);
            wins += yesHere * (noBelow + (here - yesHere) / 2.0);
            yesSoFar += yesHere;
            soFar += here;
            precision += soFar == 0 ? 0 : (double) yesHere / yes * yesSoFar / soFar;
            from = to;
        }
        return new Skill(wins / ((double) yes * (all - yes)), precision, brier / all, log / all);
    }
}
