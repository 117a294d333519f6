package io.riskmonitor.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/** What a forecast has to beat: each looks only at what lies before the origin. */
public final class Baselines {
    private static final int MONTH_DAYS = 30;
    private static final int YEAR_DAYS = 365;
    private static final int CONFLICTOLOGY_WINDOWS = 12;

    private Baselines() {}

    private interface Rule {
        double[] forecast(EventHistory past, Instant origin, int horizonDays);
    }

    private record Named(String name, Rule rule) implements Forecaster {
        @Override
        public double[] forecast(EventHistory past, Instant origin, int horizonDays) {
            return rule.forecast(past, origin, horizonDays);
        }
    }

    /** All of them, the hardest to beat first. */
    public static List<Forecaster> all() {
        return List.of(
                new Named("twelve-month-mean", (past, origin, days) -> poisson(past, origin, YEAR_DAYS, days)),
                new Named("conflictology", Baselines::conflictology),
                new Named("last-30-days", (past, origin, days) -> poisson(past, origin, MONTH_DAYS, days)),
                new Named("persistence", Baselines::persistence),
                new Named("climatology", Baselines::climatology));
    }

    /** Events of so many days past, as a Poisson rate. */
    private static double[] poisson(EventHistory past, Instant origin, int pastDays, int horizonDays) {
        return Arrays.stream(past.counts(origin.minus(Duration.ofDays(pastDays)), origin))
                .mapToDouble(count -> Intensity.atLeastOne((double) count * horizonDays / pastDays))
                .toArray();
    }

    /**
     * The subject's own last twelve windows taken for the distribution of the next, after VIEWS's conflictology benchmark
     * (Hegre et al. 2024, the VIEWS prediction challenge of 2023/24).
     */
    private static double[] conflictology(EventHistory past, Instant origin, int horizonDays) {
        double[] shares = new double[past.subjects().size()];
        for (int w = 0; w < CONFLICTOLOGY_WINDOWS; w++) {
            boolean[] had = had(past, origin.minus(Duration.ofDays((long) w * horizonDays)), horizonDays);
            for (int s = 0; s < shares.length; s++) {
                shares[s] += had[s] ? 1.0 / CONFLICTOLOGY_WINDOWS : 0;
            }
        }
        return shares;
    }

    /** The share of all past windows of all subjects that had an event. */
    private static double[] climatology(EventHistory past, Instant origin, int horizonDays) {
        double[] all = new double[past.subjects().size()];
        Arrays.fill(all, share(pastWindows(past, origin, horizonDays), (before, s) -> true));
        return all;
    }

    /** What past windows with an event, or without, were followed by. */
    private static double[] persistence(EventHistory past, Instant origin, int horizonDays) {
        boolean[][] windows = pastWindows(past, origin, horizonDays);
        double afterEvent = share(windows, (before, s) -> before[s]);
        double afterQuiet = share(windows, (before, s) -> !before[s]);
        boolean[] last = had(past, origin, horizonDays);
        double[] all = new double[last.length];
        for (int s = 0; s < all.length; s++) {
            all[s] = last[s] ? afterEvent : afterQuiet;
        }
        return all;
    }

    /** Share of windows with an event; two windows are added, one of them with one, so that it is never 0 or 1. */
    private static double share(boolean[][] windows, BiPredicate<boolean[], Integer> among) {
        long yes = 1;
        long count = 2;
        for (int w = 1; w < windows.length; w++) {
            for (int s = 0; s < windows[w].length; s++) {
                if (among.test(windows[w - 1], s)) {
                    count++;
                    yes += windows[w][s] ? 1 : 0;
                }
            }
        }
        return (double) yes / count;
    }

    /** Whether each subject had an event in each window back to the first event, oldest first. */
    private static boolean[][] pastWindows(EventHistory past, Instant origin, int horizonDays) {
        if (past.events().isEmpty()) {
            return new boolean[0][];
        }
        long days = Duration.between(past.events().get(0).at(), origin).toDays();
        int windows = Math.toIntExact(days / horizonDays);
        boolean[][] all = new boolean[windows][];
        for (int w = 0; w < windows; w++) {
            all[windows - 1 - w] = had(past, origin.minus(Duration.ofDays((long) w * horizonDays)), horizonDays);
        }
        return all;
    }

    private static boolean[] had(EventHistory past, Instant end, int horizonDays) {
        int[] counts = past.counts(end.minus(Duration.ofDays(horizonDays)), end);
        boolean[] had = new boolean[counts.length];
        for (int s = 0; s < had.length; s++) {
            had[s] = counts[s] > 0;
        }
        return had;
    }
}
