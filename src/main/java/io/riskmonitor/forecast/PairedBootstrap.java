package io.riskmonitor.forecast;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How far a figure would range had other stretches of time been drawn: origins are drawn with replacement, in blocks of
 * neighbouring ones (moving blocks, Künsch 1989), and all subjects of an origin go together. Forecasts that are compared
 * are drawn alike, so what makes a month hard for both cancels.
 */
final class PairedBootstrap {
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final int origins;
    private final int block;
    private final int[][] draws;

    /** @param block how many neighbouring origins are drawn together: as many as one window overlaps */
    PairedBootstrap(int origins, int block, int times, long seed) {
        this.origins = origins;
        this.block = Math.max(1, Math.min(block, origins));
        Random random = new Random(seed);
        draws = new int[times][];
        for (int t = 0; t < times; t++) {
            draws[t] = next(random);
        }
    }

    private int[] next(Random random) {
        int[] times = new int[origins];
        for (int drawn = 0; drawn < origins; drawn += block) {
            int start = random.nextInt(origins - block + 1);
            for (int j = 0; j < block && drawn + j < origins; j++) {
                times[start + j]++;
            }
        }
        return times;
    }

    /** How often each origin is in a draw. */
    int[] draw(int number) {
        return draws[number].clone();
    }

    /** A figure with the interval that holds 95 % of its values over the draws. */
    static Backtest.Figure figure(Skill value, List<Skill> drawn, ToDoubleFunction<Skill> part) {
        double[] sorted = drawn.stream()
                .mapToDouble(part)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Backtest.Figure(part.applyAsDouble(value), quantile(sorted, LOW), quantile(sorted, HIGH));
    }

    private static double quantile(double[] sorted, double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
