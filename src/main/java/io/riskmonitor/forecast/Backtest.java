package io.riskmonitor.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Rolling origins over a history: at each, every forecaster says what is to come, and then it is seen what came. */
public final class Backtest {
    private static final int BOOTSTRAPS = 1_000;
    private static final int BINS = 10;

    private final Plan plan;

    /**
     * When to forecast, and how far.
     *
     * @param from first origin, UTC
     * @param to the last window ends no later
     * @param seed of the bootstrap
     */
    public record Plan(Instant from, Instant to, Duration step, int horizonDays, long seed) {
        public Plan {
            if (horizonDays < 1
                    || step.toDays() < 1
                    || from.plus(Duration.ofDays(horizonDays)).isAfter(to)) {
                throw new IllegalArgumentException("from " + from + " to " + to + " there is no window of "
                        + horizonDays + " days, in steps of " + step.toDays());
            }
        }

        /** All origins. */
        public List<Instant> origins() {
            List<Instant> origins = new ArrayList<>();
            Instant last = to.minus(Duration.ofDays(horizonDays));
            for (Instant origin = from; !origin.isAfter(last); origin = origin.plus(step)) {
                origins.add(origin);
            }
            return origins;
        }
    }

    /** A figure with its 95 % bootstrap interval. */
    public record Figure(double value, double low, double high) {}

    /** The four figures of {@link Skill}, each with its interval. */
    public record Scores(Figure auroc, Figure averagePrecision, Figure brier, Figure logScore) {}

    /**
     * How one forecaster did.
     *
     * @param forecastLess the first forecaster's figures less this one's, from paired draws; its own are all 0
     */
    public record Outcome(String name, Scores scores, Scores forecastLess, Calibration calibration) {}

    /** What came of it: the first outcome is the forecast's, the baselines' follow. */
    public record Result(
            Plan plan, int origins, int subjects, int windows, int windowsWithEvent, List<Outcome> outcomes) {}

    public Backtest(Plan plan) {
        this.plan = plan;
    }

    /**
     * @param forecasters the one to be judged first
     * @param progress takes how many origins are done
     * @throws IllegalArgumentException if the windows had all an event, or none
     */
    public Result run(EventHistory history, List<Forecaster> forecasters, IntConsumer progress) {
        List<Instant> origins = plan.origins();
        boolean[][] came = new boolean[origins.size()][];
        Map<Forecaster, double[][]> said = new LinkedHashMap<>();
        forecasters.forEach(f -> said.put(f, new double[origins.size()][]));
        int withEvent = 0;
        for (int o = 0; o < origins.size(); o++) {
            Instant origin = origins.get(o);
            EventHistory past = history.until(origin);
            for (Forecaster forecaster : forecasters) {
                said.getOrDefault(forecaster, new double[0][])[o] =
                        forecaster.forecast(past, origin, plan.horizonDays());
            }
            int[] counts = history.counts(origin, origin.plus(Duration.ofDays(plan.horizonDays())));
            came[o] = new boolean[counts.length];
            for (int s = 0; s < counts.length; s++) {
                came[o][s] = counts[s] > 0;
                withEvent += came[o][s] ? 1 : 0;
            }
            progress.accept(o + 1);
        }
        int windows = origins.size() * history.subjects().size();
        if (withEvent == 0 || withEvent == windows) {
            throw new IllegalArgumentException("of " + windows + " windows " + withEvent
                    + " had an event: nothing can be told apart; choose another span or other subjects");
        }
        return new Result(plan, origins.size(), history.subjects().size(), windows, withEvent, outcomes(said, came));
    }

    private List<Outcome> outcomes(Map<Forecaster, double[][]> said, boolean[][] came) {
        int overlap = (int) Math.ceil((double) plan.horizonDays() / plan.step().toDays());
        PairedBootstrap bootstrap = new PairedBootstrap(came.length, overlap, BOOTSTRAPS, plan.seed());
        List<Verification> all =
                said.values().stream().map(f -> new Verification(f, came)).toList();
        List<List<Skill>> drawn = new ArrayList<>();
        for (Verification one : all) {
            List<Skill> skills = new ArrayList<>(BOOTSTRAPS);
            for (int t = 0; t < BOOTSTRAPS; t++) {
                skills.add(one.skill(bootstrap.draw(t)));
            }
            drawn.add(skills);
        }
        List<Outcome> outcomes = new ArrayList<>();
        int i = 0;
        for (Forecaster forecaster : said.keySet()) {
            List<Skill> less = new ArrayList<>(BOOTSTRAPS);
            for (int t = 0; t < BOOTSTRAPS; t++) {
                less.add(drawn.get(0).get(t).minus(drawn.get(i).get(t)));
            }
            Skill skill = all.get(i).skill();
            outcomes.add(new Outcome(
                    forecaster.name(),
                    scores(skill, drawn.get(i)),
                    scores(all.get(0).skill().minus(skill), less),
                    all.get(i).calibration(BINS)));
            i++;
        }
        return outcomes;
    }

    private static Scores scores(Skill value, List<Skill> drawn) {
        return new Scores(
                PairedBootstrap.figure(value, drawn, Skill::auroc),
                PairedBootstrap.figure(value, drawn, Skill::averagePrecision),
                PairedBootstrap.figure(value, drawn, Skill::brier),
                PairedBootstrap.figure(value, drawn, Skill::logScore));
    }
}
