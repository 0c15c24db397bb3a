package dev.outlay.outlook;

import java.util.Arrays;
import java.util.Random;

/// Where the sum of some further values lies, that are drawn as some known ones were.
///
/// Two answers are computed by drawing: one that takes the known values for all there are, with their frequencies
/// uncertain (the Bayesian bootstrap; Rubin 1981), and one that takes their logarithms for normal, with mean and
/// variance uncertain (the posterior under Jeffreys' prior). The interval holds both, since the first misses what
/// was not seen yet and the second a distribution with two humps. With a value that is not above zero there are no
/// logarithms, and the interval of Student's distribution takes the second one's place.
///
/// The draws come from a fixed seed: the same values give the same answer. Immutable.
final class RunSums {

    private static final int DRAWS = 2_000;
    private static final long SEED = 20_260_101;
    // a factor of e^3 between runs that are alike is beyond what any past run could tell
    private static final double MOST_SPREAD = 3;

    private final double[] values;

    RunSums(double[] values) {
        this.values = values.clone();
        Arrays.sort(this.values);
    }

    /// The 5th and the 95th percentile of the sum.
    double[] interval(int count) {
        double[] seen = bootstrap(count);
        double[] beyond = values[0] > 0 ? logarithmic(count) : student(count);
        return new double[] {Math.min(seen[0], beyond[0]), Math.max(seen[1], beyond[1])};
    }

    private double[] bootstrap(int count) {
        var random = new Random(SEED);
        double[] sums = new double[DRAWS];
        double[] upTo = new double[values.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            double total = 0;
            for (int i = 0; i < upTo.length; i++) {
                total -= Math.log(1 - random.nextDouble());
                upTo[i] = total;
            }
            for (int i = 0; i < count; i++) {
                int place = Arrays.binarySearch(upTo, random.nextDouble() * total);
                sums[draw] += values[Math.min(place < 0 ? -place - 1 : place, values.length - 1)];
            }
        }
        return middle(sums);
    }

    private double[] logarithmic(int count) {
        var random = new Random(SEED);
        double[] logs = Arrays.stream(values).map(Math::log).toArray();
        double mean = Robust.mean(logs);
        double spread = Robust.spread(logs);
        double[] sums = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double squares = 0;
            for (int i = 1; i < logs.length; i++) {
                double one = random.nextGaussian();
                squares += one * one;
            }
            double sigma = Math.min(MOST_SPREAD, spread * Math.sqrt((logs.length - 1) / squares));
            double centre = mean + sigma / Math.sqrt(logs.length) * random.nextGaussian();
            for (int i = 0; i < count; i++) {
                sums[draw] += Math.exp(centre + sigma * random.nextGaussian());
            }
        }
        return middle(sums);
    }

    private double[] student(int count) {
        double half = Normal.student(0.95, values.length - 1)
                * Robust.spread(values)
                * Math.sqrt(count + (double) count * count / values.length);
        double centre = Robust.mean(values) * count;
        return new double[] {centre - half, centre + half};
    }

    private static double[] middle(double[] sums) {
        return new double[] {Robust.quantile(sums, 0.05), Robust.quantile(sums, 0.95)};
    }
}
