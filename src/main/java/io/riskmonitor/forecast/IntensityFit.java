package io.riskmonitor.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;

/**
 * Fits an intensity to whether events came in past windows, by maximum likelihood.
 *
 * <p>Of a window with features x the likelihood of no event is exp(−θ·x), of one or more 1 − exp(−θ·x). That is the
 * question which is forecast; counts would be fitted worse by it, for events come in clusters. The coefficients are kept
 * above 0 by fitting their logarithms, each with a weak normal prior, so that a term without evidence stays small instead
 * of running off. Windows long past count less, halving every {@code forgetDays}: the conflict changes its ways.
 */
public final class IntensityFit {
    /** Centre of the prior of ln θ: an excitation of e⁻³ events a day for each event that just happened. */
    private static final double PRIOR_MEAN = -3;

    /** Precision of the prior: a factor of e² off costs as much as 0.04 of one window. */
    private static final double PRIOR_PRECISION = 0.01;

    /** The base rate is fitted in thousandths of an event a day, to be of the other coefficients' size. */
    private static final double BASE_UNIT = 1e-3;

    private static final double RELATIVE_TOLERANCE = 1e-10;
    private static final double ABSOLUTE_TOLERANCE = 1e-10;
    private static final int MOST_EVALUATIONS = 4_000;
    private static final double SMALLEST = 1e-12;

    private final ForecastTerms terms;

    /** One past window of one subject. */
    static final class Window {
        private final double[] features;
        private final boolean event;
        private final double weight;

        /**
         * Takes a window.
         *
         * @param features as of its beginning
         * @param event whether there was one or more
         * @param weight how much it counts
         */
        Window(double[] features, boolean event, double weight) {
            this.features = features.clone();
            this.event = event;
            this.weight = weight;
        }
    }

    /**
     * What came of it.
     *
     * @param gradient greatest absolute slope left at the end, by ln θ
     */
    public record Result(
            Intensity intensity,
            double logLikelihood,
            int windows,
            int iterations,
            double gradient,
            boolean converged) {}

    IntensityFit(ForecastTerms terms) {
        this.terms = terms;
    }

    /** Weight of a window that ended so many days ago. */
    static double weight(double daysAgo, double forgetDays) {
        return StrictMath.pow(2, -daysAgo / forgetDays);
    }

    /** @throws IllegalArgumentException if no window has an event, or none is without */
    Result fit(List<Window> windows) {
        if (windows.stream().allMatch(w -> w.event) || windows.stream().noneMatch(w -> w.event)) {
            throw new IllegalArgumentException(
                    windows.size() + " windows of the past, all alike: nothing can be learnt from them");
        }
        NonLinearConjugateGradientOptimizer optimizer = new NonLinearConjugateGradientOptimizer(
                NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE, MOST_EVALUATIONS));
        double[] start = new double[terms.size()];
        Arrays.fill(start, PRIOR_MEAN);
        PointValuePair best = optimizer.optimize(
                new MaxEval(MOST_EVALUATIONS),
                GoalType.MINIMIZE,
                new InitialGuess(start),
                new ObjectiveFunction(log -> loss(log, windows)),
                new ObjectiveFunctionGradient(log -> slope(log, windows)));
        double[] log = best.getPoint();
        double steepest =
                Arrays.stream(slope(log, windows)).map(Math::abs).max().orElse(0);
        double[] theta = theta(log);
        double likelihood = 0;
        for (Window window : windows) {
            likelihood -= window.weight * cost(window, theta);
        }
        return new Result(
                new Intensity(terms, list(theta), covariance(theta, windows)),
                likelihood,
                windows.size(),
                optimizer.getIterations(),
                steepest,
                steepest < 1e-2 * Math.sqrt(windows.size()));
    }

    private static double[] theta(double[] log) {
        double[] theta = new double[log.length];
        for (int i = 0; i < log.length; i++) {
            theta[i] = StrictMath.exp(log[i]) * (i == 0 ? BASE_UNIT : 1);
        }
        return theta;
    }

    private static double loss(double[] log, List<Window> windows) {
        double[] theta = theta(log);
        double loss = 0;
        for (Window window : windows) {
            loss += window.weight * cost(window, theta);
        }
        for (double l : log) {
            loss += PRIOR_PRECISION / 2 * (l - PRIOR_MEAN) * (l - PRIOR_MEAN);
        }
        return loss;
    }

    /** −ln of the probability of what came. */
    private static double cost(Window window, double[] theta) {
        double expected = expected(window, theta);
        return window.event ? -StrictMath.log(-StrictMath.expm1(-expected)) : expected;
    }

    private static double expected(Window window, double[] theta) {
        double expected = SMALLEST;
        for (int i = 0; i < theta.length; i++) {
            expected += theta[i] * window.features[i];
        }
        return expected;
    }

    private static double[] slope(double[] log, List<Window> windows) {
        double[] theta = theta(log);
        double[] slope = new double[log.length];
        for (Window window : windows) {
            double expected = expected(window, theta);
            // d cost / dΛ: 1 where nothing came, −1/(e^Λ − 1) where something did.
            double pull = window.weight * (window.event ? -1 / StrictMath.expm1(expected) : 1);
            for (int i = 0; i < slope.length; i++) {
                slope[i] += pull * window.features[i] * theta[i];
            }
        }
        for (int i = 0; i < slope.length; i++) {
            slope[i] += PRIOR_PRECISION * (log[i] - PRIOR_MEAN);
        }
        return slope;
    }

    /** Inverse of the observed information, the prior's included, by θ. */
    private static List<List<Double>> covariance(double[] theta, List<Window> windows) {
        int n = theta.length;
        RealMatrix information = MatrixUtils.createRealMatrix(n, n);
        for (Window window : windows) {
            if (!window.event) {
                continue; // Λ itself has no curvature
            }
            double miss = StrictMath.expm1(expected(window, theta));
            double curvature = window.weight * (miss + 1) / (miss * miss);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    information.addToEntry(i, j, curvature * window.features[i] * window.features[j]);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            information.addToEntry(i, i, PRIOR_PRECISION / (theta[i] * theta[i]));
        }
        // Scaled to ones on the diagonal before it is inverted: the terms differ by orders of magnitude.
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(information.getEntry(i, i));
        }
        RealMatrix scaled = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled.setEntry(i, j, information.getEntry(i, j) * scale[i] * scale[j]);
            }
        }
        RealMatrix inverse = new QRDecomposition(scaled).getSolver().getInverse();
        List<List<Double>> covariance = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] row = inverse.getRow(i);
            for (int j = 0; j < n; j++) {
                row[j] *= scale[i] * scale[j];
            }
            covariance.add(list(row));
        }
        return covariance;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
