package dev.outlay.forecast;

import java.util.List;

/// The best linear prediction of a residual from those observed (Gaussian process regression, equal to kriging and
/// to the best linear unbiased prediction of a mixed model; Rasmussen and Williams 2006, algorithm 2.1).
final class Gaussian {

    // every run has noise of its own above this, so a smaller pivot is a kernel that is none
    private static final double LEAST_PIVOT = 1e-7;

    private final Kernel kernel;
    private final Features[] features;
    private final double[][] factor;
    private final double[] weights;

    /// Takes cubic time in the number of observations: a second for 1,500.
    Gaussian(Kernel kernel, List<Features> features, double[] observed) {
        this.kernel = kernel;
        this.features = features.toArray(Features[]::new);
        int n = observed.length;
        factor = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                factor[i][j] = kernel.covariance(this.features[i], this.features[j]);
            }
            factor[i][i] += kernel.noise(this.features[i]);
        }
        decompose(factor);
        weights = solveUpper(factor, solveLower(factor, observed));
    }

    /// A mean and a variance of what one more run shows, its own noise included.
    record Guess(double mean, double variance) {}

    double mean(Features of) {
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            mean += weights[i] * kernel.covariance(features[i], of);
        }
        return mean;
    }

    Guess guess(Features of) {
        int n = weights.length;
        double[] shared = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            shared[i] = kernel.covariance(features[i], of);
            mean += weights[i] * shared[i];
        }
        double[] explained = solveLower(factor, shared);
        double variance = kernel.covariance(of, of) + kernel.noise(of);
        for (double each : explained) {
            variance -= each * each;
        }
        return new Guess(mean, Math.max(variance, kernel.noise(of)));
    }

    /// The guess as if some of those observed had not been.
    Guess guess(Features of, int[] without) {
        if (without.length == 0) {
            return guess(of);
        }
        int n = weights.length;
        double[] shared = new double[n];
        for (int i = 0; i < n; i++) {
            shared[i] = kernel.covariance(features[i], of);
        }
        for (int each : without) {
            shared[each] = 0;
        }
        int m = without.length;
        double[][] block = new double[m][];
        double[] reached = new double[m];
        double[] at = new double[m];
        double mean = 0;
        double variance = kernel.covariance(of, of) + kernel.noise(of);
        double[] solved = solveUpper(factor, solveLower(factor, shared));
        for (int i = 0; i < n; i++) {
            mean += weights[i] * shared[i];
            variance -= solved[i] * shared[i];
        }
        for (int i = 0; i < m; i++) {
            double[] unit = new double[n];
            unit[without[i]] = 1;
            double[] column = solveUpper(factor, solveLower(factor, unit));
            block[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                block[i][j] = column[without[j]];
            }
            reached[i] = solved[without[i]];
            at[i] = weights[without[i]];
        }
        decompose(block);
        double[] corrected = solveUpper(block, solveLower(block, reached));
        for (int i = 0; i < m; i++) {
            mean -= corrected[i] * at[i];
            variance += corrected[i] * reached[i];
        }
        return new Guess(mean, Math.max(variance, kernel.noise(of)));
    }

    /// The guess of a run as if some of those observed had not been, among them those that say its outcome.
    ///
    /// By the identities of block elimination, so leaving out takes the cube of what is left out only.
    static Guess[] without(double[][] inverse, double[] weights, double[] observed, int[] left) {
        int m = left.length;
        double[][] block = new double[m][];
        double[] at = new double[m];
        for (int i = 0; i < m; i++) {
            block[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                block[i][j] = inverse[Math.max(left[i], left[j])][Math.min(left[i], left[j])];
            }
            at[i] = weights[left[i]];
        }
        decompose(block);
        double[] error = solveUpper(block, solveLower(block, at));
        Guess[] guesses = new Guess[m];
        for (int i = 0; i < m; i++) {
            double[] unit = new double[m];
            unit[i] = 1;
            double[] column = solveLower(block, unit);
            double variance = 0;
            for (double each : column) {
                variance += each * each;
            }
            guesses[i] = new Guess(observed[left[i]] - error[i], variance);
        }
        return guesses;
    }

    double[] weights() {
        return weights;
    }

    /// The lower half of the inverse of the covariance.
    double[][] inverse() {
        int n = weights.length;
        // rows of the inverse of the factor, each from those before it
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++) {
                double times = factor[i][k];
                if (times != 0) {
                    double[] above = rows[k];
                    for (int j = 0; j <= k; j++) {
                        row[j] -= times * above[j];
                    }
                }
            }
            double diagonal = factor[i][i];
            for (int j = 0; j < i; j++) {
                row[j] /= diagonal;
            }
            row[i] = 1 / diagonal;
            rows[i] = row;
        }
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = new double[i + 1];
        }
        for (int k = 0; k < n; k++) {
            double[] row = rows[k];
            for (int i = 0; i <= k; i++) {
                double times = row[i];
                double[] into = inverse[i];
                for (int j = 0; j <= i; j++) {
                    into[j] += times * row[j];
                }
            }
        }
        return inverse;
    }

    private static void decompose(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            double[] row = matrix[i];
            for (int j = 0; j <= i; j++) {
                double[] other = matrix[j];
                double sum = row[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (i == j && sum < LEAST_PIVOT) {
                    throw new IllegalStateException("the covariance of runs is not positive definite: " + sum);
                }
                row[j] = i == j ? Math.sqrt(sum) : sum / other[j];
            }
        }
    }

    private static double[] solveLower(double[][] factor, double[] right) {
        double[] solved = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * solved[k];
            }
            solved[i] = sum / factor[i][i];
        }
        return solved;
    }

    private static double[] solveUpper(double[][] factor, double[] right) {
        int n = right.length;
        double[] solved = right.clone();
        for (int i = n - 1; i >= 0; i--) {
            solved[i] /= factor[i][i];
            for (int k = 0; k < i; k++) {
                solved[k] -= factor[i][k] * solved[i];
            }
        }
        return solved;
    }
}
