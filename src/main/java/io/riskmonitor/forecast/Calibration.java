package io.riskmonitor.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * Whether probabilities mean what they say: forecasts in bins of equal size, each with what came.
 *
 * @param reliability Murphy's term of the Brier score: mean squared distance of forecast from frequency; 0 is best
 * @param resolution mean squared distance of a bin's frequency from the base rate; more is better
 * @param uncertainty base rate times its complement; Brier = reliability − resolution + uncertainty up to spread in bins
 */
public record Calibration(List<Bin> bins, double reliability, double resolution, double uncertainty) {
    /**
     * One bin.
     *
     * @param forecast mean probability
     * @param observed frequency of yes
     * @param low lower end of the binomial 95 % interval of the frequency (Clopper and Pearson 1934)
     */
    public record Bin(int count, double forecast, double observed, double low, double high) {
        /** Whether the mean forecast lies in the interval of what was observed. */
        public boolean holds() {
            return forecast >= low && forecast <= high;
        }
    }

    public Calibration {
        bins = List.copyOf(bins);
    }

    /** @param bins how many bins of (nearly) equal size; tied forecasts may be parted */
    public static Calibration of(double[] forecasts, boolean[] outcomes, int bins) {
        int n = forecasts.length;
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> forecasts[i]));
        double base = (double) IntStream.range(0, n).filter(i -> outcomes[i]).count() / n;
        List<Bin> all = new ArrayList<>();
        double reliability = 0;
        double resolution = 0;
        for (int b = 0; b < bins; b++) {
            int from = (int) ((long) n * b / bins);
            int to = (int) ((long) n * (b + 1) / bins);
            if (from == to) {
                continue;
            }
            double sum = 0;
            int yes = 0;
            for (int i = from; i < to; i++) {
                sum += forecasts[order[i]];
                yes += outcomes[order[i]] ? 1 : 0;
            }
            int count = to - from;
            Bin bin = new Bin(count, sum / count, (double) yes / count, low(yes, count), high(yes, count));
            all.add(bin);
            reliability += count * square(bin.forecast() - bin.observed());
            resolution += count * square(bin.observed() - base);
        }
        return new Calibration(all, reliability / n, resolution / n, base * (1 - base));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double low(int yes, int count) {
        return yes == 0 ? 0 : new BetaDistribution(yes, count - yes + 1.0).inverseCumulativeProbability(0.025);
    }

    private static double high(int yes, int count) {
        return yes == count ? 1 : new BetaDistribution(yes + 1.0, count - yes).inverseCumulativeProbability(0.975);
    }
}
