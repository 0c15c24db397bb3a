package dev.outlay.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A metric that approaches an asymptote as a power of progress: `c + a * p^-b`, the form in which losses of
/// training fall (Kaplan and others 2020, arXiv 2001.08361; Hoffmann and others 2022, arXiv 2203.15556).
///
/// Every exponent of a grid is fitted by least squares and weighed by how well it fits, so that the interval holds
/// what the points so far leave open of the shape of the curve, and the noise of one more point. It says nothing of
/// what the curve does not know: another learning rate, other data. Immutable and thread-safe.
public final class LossCurve {

    /// The fewest points of which a curve is made.
    public static final int FEWEST = 6;

    private static final double SMALLEST_EXPONENT = 0.05;
    private static final double LARGEST_EXPONENT = 3;
    private static final int EXPONENTS = 60;
    private static final double FIVE_PERCENT = 0.05;

    private final List<Fit> fits;
    private final int points;
    private final double first;
    private final double last;

    /// A metric at some progress, which is above zero.
    public record Point(double progress, double metric) {}

    // weights of one exponent's fit: y = c + a x, with the sums by which the error of a prediction is told
    private record Fit(
            double exponent, double c, double a, double mean, double spread, double variance, double weight) {

        double at(double progress) {
            return c + a * Math.pow(progress, -exponent);
        }

        double error(double progress, int points) {
            double distance = Math.pow(progress, -exponent) - mean;
            return Math.sqrt(variance * (1 + 1.0 / points + distance * distance / spread));
        }

        /// The error of a difference, in which the noise of points has no part.
        double error(double at, double than) {
            return Math.sqrt(variance / spread) * Math.abs(Math.pow(at, -exponent) - Math.pow(than, -exponent));
        }
    }

    private LossCurve(List<Fit> fits, List<Point> points) {
        this.fits = fits;
        this.points = points.size();
        this.first = points.getFirst().metric();
        this.last = points.getLast().metric();
    }

    /// The curve of some points; empty where there are too few, or where they do not bend towards an asymptote.
    public static Optional<LossCurve> of(List<Point> all) {
        List<Point> points = all.stream().filter(point -> point.progress() > 0).toList();
        // the first tenth is warm-up, which no power law describes
        points = points.size() >= 2 * FEWEST ? points.subList(points.size() / 10, points.size()) : points;
        if (points.size() < FEWEST
                || points.getLast().progress() <= 1.5 * points.getFirst().progress()) {
            return Optional.empty();
        }
        double unit = points.getFirst().progress();
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < EXPONENTS; i++) {
            double exponent =
                    SMALLEST_EXPONENT * Math.pow(LARGEST_EXPONENT / SMALLEST_EXPONENT, (double) i / (EXPONENTS - 1));
            fit(points, exponent, unit).ifPresent(fits::add);
        }
        if (fits.isEmpty()) {
            return Optional.empty();
        }
        double best = fits.stream().mapToDouble(Fit::weight).max().orElseThrow();
        List<Fit> weighed = fits.stream()
                .map(fit -> new Fit(
                        fit.exponent(),
                        fit.c(),
                        fit.a() * Math.pow(unit, fit.exponent()),
                        fit.mean() * Math.pow(unit, -fit.exponent()),
                        fit.spread() * Math.pow(unit, -2 * fit.exponent()),
                        fit.variance(),
                        Math.exp(fit.weight() - best)))
                .filter(fit -> fit.weight() > 1e-6)
                .toList();
        return Optional.of(new LossCurve(weighed, points));
    }

    private static Optional<Fit> fit(List<Point> points, double exponent, double unit) {
        int count = points.size();
        double meanX = 0;
        double meanY = 0;
        for (Point point : points) {
            meanX += Math.pow(point.progress() / unit, -exponent) / count;
            meanY += point.metric() / count;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (Point point : points) {
            double x = Math.pow(point.progress() / unit, -exponent) - meanX;
            double y = point.metric() - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double a = xy / xx;
        double c = meanY - a * meanX;
        // a metric that falls and is positive does not fall below zero
        if (a > 0 && c < 0 && points.stream().allMatch(point -> point.metric() > 0)) {
            return Optional.empty();
        }
        double squares = Math.max(yy - a * xy, 1e-12 * Math.max(yy, 1e-12));
        int degrees = count - 3;
        // the probability of an exponent, with the noise of unknown size integrated out
        double weight = -0.5 * degrees * Math.log(squares);
        // Student's wider tails, as a normal distribution of the same variance
        double variance = squares / degrees * (degrees > 2 ? (double) degrees / (degrees - 2) : 3);
        return Optional.of(new Fit(exponent, c, a, meanX, xx, variance, weight));
    }

    /// The metric expected at some progress. Throws [IllegalArgumentException] unless that is above zero.
    public Likely at(double progress) {
        if (!(progress > 0)) {
            throw new IllegalArgumentException("a curve is read where progress was made: " + progress);
        }
        double weights = fits.stream().mapToDouble(Fit::weight).sum();
        double value = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Fit fit : fits) {
            double at = fit.at(progress);
            double error = fit.error(progress, points);
            value += fit.weight() / weights * at;
            low = Math.min(low, at - 6 * error);
            high = Math.max(high, at + 6 * error);
        }
        double from = Likely.reach(level -> below(level, progress, weights), FIVE_PERCENT, low, high);
        double to = Likely.reach(level -> below(level, progress, weights), 1 - FIVE_PERCENT, low, high);
        return new Likely(value, Math.min(from, value), Math.max(to, value));
    }

    /// By how much the curve is higher at one progress than at another, without the noise of points. Throws
    /// [IllegalArgumentException] unless both are above zero.
    public Likely change(double at, double than) {
        if (!(at > 0 && than > 0)) {
            throw new IllegalArgumentException("a curve is read where progress was made: " + at + ", " + than);
        }
        double weights = fits.stream().mapToDouble(Fit::weight).sum();
        double value = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Fit fit : fits) {
            double change = fit.at(at) - fit.at(than);
            double error = fit.error(at, than);
            value += fit.weight() / weights * change;
            low = Math.min(low, change - 6 * error);
            high = Math.max(high, change + 6 * error);
        }
        if (low == high) {
            return new Likely(value, Math.min(low, value), Math.max(high, value));
        }
        double from = Likely.reach(level -> below(level, at, than, weights), FIVE_PERCENT, low, high);
        double to = Likely.reach(level -> below(level, at, than, weights), 1 - FIVE_PERCENT, low, high);
        return new Likely(value, Math.min(from, value), Math.max(to, value));
    }

    private double below(double level, double at, double than, double weights) {
        double sum = 0;
        for (Fit fit : fits) {
            double error = fit.error(at, than);
            double distance = level - (fit.at(at) - fit.at(than));
            sum += fit.weight() / weights * (error == 0 ? (distance >= 0 ? 1 : 0) : Likely.normal(distance / error));
        }
        return sum;
    }

    /// Whether the metric falls, as a loss does.
    public boolean falls() {
        return last < first;
    }

    /// How many points the curve rests on.
    public int points() {
        return points;
    }

    /// The value that the metric approaches and its exponent, by the weights of all fits.
    public double asymptote() {
        double weights = fits.stream().mapToDouble(Fit::weight).sum();
        return fits.stream().mapToDouble(fit -> fit.weight() * fit.c()).sum() / weights;
    }

    private double below(double level, double progress, double weights) {
        double sum = 0;
        for (Fit fit : fits) {
            sum += fit.weight() / weights * Likely.normal((level - fit.at(progress)) / fit.error(progress, points));
        }
        return sum;
    }
}
