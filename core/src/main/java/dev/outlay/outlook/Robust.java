package dev.outlay.outlook;

import java.util.Arrays;

/// Figures that a few odd values do not move.
final class Robust {

    /// What makes the median distance from the median a standard deviation where values are normal.
    static final double NORMAL = 1.4826;

    private Robust() {}

    /// Throws [IllegalArgumentException] of no values.
    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /// The quantile between values, linearly. Throws [IllegalArgumentException] of no values.
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no quantile");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// The value that so large a share of further ones like these stay below: the quantile at (n + 1) times the
    /// share, the largest where that reaches past the end (split-conformal prediction; Vovk et al. 2005, Lei et al.
    /// 2018).
    static double conformal(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil((sorted.length + 1) * share);
        return sorted[Math.min(rank, sorted.length) - 1];
    }

    /// The median distance from a centre, as a standard deviation.
    static double deviation(double[] values, double centre) {
        double[] distances = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            distances[i] = Math.abs(values[i] - centre);
        }
        return NORMAL * median(distances);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double meanSize(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum / values.length;
    }

    /// The standard deviation of a sample of two or more.
    static double spread(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /// The median slope between values at least three steps apart (Theil 1950, Sen 1968).
    static double slope(double[] values) {
        int count = values.length;
        double[] slopes = new double[Math.max(0, (count - 3) * (count - 2) / 2)];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 3; j < count; j++) {
                slopes[next++] = (values[j] - values[i]) / (j - i);
            }
        }
        return slopes.length == 0 ? 0 : median(slopes);
    }

    /// How steadily values rise, from -1 to 1: the surplus of rising pairs among all (Kendall's tau).
    static double rise(double[] values) {
        int count = values.length;
        double signs = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                signs += Math.signum(values[j] - values[i]);
            }
        }
        return count < 2 ? 0 : signs / (count * (count - 1) / 2.0);
    }

    /// The last values, all where there are fewer.
    static double[] last(double[] values, int count) {
        return Arrays.copyOfRange(values, Math.max(0, values.length - count), values.length);
    }
}
