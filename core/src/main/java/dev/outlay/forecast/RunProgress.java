package dev.outlay.forecast;

import java.util.ArrayList;
import java.util.List;

/// The pace of a run so far: stretches of so many seconds, in each of which it made so many steps or epochs.
///
/// The time for what is left is the mean pace times that. Its interval holds the variation of the pace that was
/// seen, for the time that is left, and how well the mean is known, so both shrink as the run goes on. Neighbouring
/// stretches that resemble each other (a slow hour) widen it. Before anything was seen of the variation, a stretch
/// is assumed to be off by [#ASSUMED]; that counts as much as [#WORTH] stretches and is outweighed by what is seen.
/// A first stretch that was slower than all others by far (start-up) tells nothing of the pace and is left out.
/// Immutable and thread-safe.
public final class RunProgress {

    /// How much a stretch is assumed to be off before any variation was seen.
    public static final double ASSUMED = 0.1;
    /// How many stretches that assumption is worth.
    public static final double WORTH = 2;

    /// How much neighbours are assumed to resemble each other, and how many stretches that is worth.
    public static final double RESEMBLANCE = 0.3;

    public static final double RESEMBLANCE_WORTH = 6;

    private static final int ENOUGH_TO_JUDGE = 5;
    private static final double FAR = 6;

    private final List<Stretch> stretches;
    private final boolean warmedUp;
    private final double seconds;
    private final double units;
    private final double variance;
    private final double resemblance;

    /// So many seconds in which so many units were made; both above zero.
    public record Stretch(double seconds, double units) {

        public Stretch {
            if (!(seconds > 0 && units > 0)) {
                throw new IllegalArgumentException(
                        "a stretch of progress takes time and makes progress: " + seconds + " s, " + units);
            }
        }

        double pace() {
            return seconds / units;
        }
    }

    /// The pace of some stretches in order. Throws [IllegalArgumentException] where there is none.
    public RunProgress(List<Stretch> seen) {
        if (seen.isEmpty()) {
            throw new IllegalArgumentException("a run has a pace when it made progress");
        }
        this.warmedUp = startedSlowly(seen);
        this.stretches = List.copyOf(warmedUp ? seen.subList(1, seen.size()) : seen);
        this.seconds = stretches.stream().mapToDouble(Stretch::seconds).sum();
        this.units = stretches.stream().mapToDouble(Stretch::units).sum();
        double pace = secondsPerUnit();
        double squares = 0;
        List<Double> errors = new ArrayList<>();
        for (Stretch stretch : stretches) {
            double error = (stretch.seconds() - pace * stretch.units()) / Math.sqrt(stretch.units());
            errors.add(error);
            squares += error * error;
        }
        double assumed = ASSUMED * pace * Math.sqrt(units / stretches.size());
        this.resemblance = resemblance(errors, squares);
        // so many stretches that resemble each other tell as much as fewer that do not
        this.variance = (squares / resemblance + WORTH * assumed * assumed) / degrees();
    }

    /// The mean pace.
    public double secondsPerUnit() {
        return seconds / units;
    }

    /// How many stretches the pace rests on.
    public int stretches() {
        return stretches.size();
    }

    /// Whether a slow start was left out.
    public boolean warmedUp() {
        return warmedUp;
    }

    /// The seconds that so many more units take. Throws [IllegalArgumentException] on a negative number.
    public Likely secondsFor(double remaining) {
        if (remaining < 0) {
            throw new IllegalArgumentException("what remains is not negative: " + remaining);
        }
        double value = secondsPerUnit() * remaining;
        double error = Math.sqrt(variance * resemblance * remaining * (1 + remaining / units));
        // a pace is a positive number, so its logarithm is what is off by as much in both directions
        double off =
                value == 0 ? 0 : Likely.student(degrees()) * Math.sqrt(Math.log1p(error * error / (value * value)));
        return new Likely(value, value * Math.exp(-off), value * Math.exp(off));
    }

    private double degrees() {
        return WORTH + Math.max(stretches.size() / resemblance, 1) - 1;
    }

    /// By how much neighbours that resemble each other make the variance of a sum larger: (1 + r) / (1 - r) of
    /// their correlation r. Few stretches tell little of it, so some is assumed, as for the variation.
    private static double resemblance(List<Double> errors, double squares) {
        int count = errors.size();
        if (squares == 0) {
            return 1;
        }
        double products = 0;
        for (int i = 1; i < count; i++) {
            products += errors.get(i) * errors.get(i - 1);
        }
        // the correlation r of n values around their own mean comes out lower by about (1 + 4 r) / n
        double seen = count < 2 ? 0 : (products / squares + 1.0 / count) / Math.max(1 - 4.0 / count, 0.5);
        double correlation =
                Math.clamp((count * seen + RESEMBLANCE_WORTH * RESEMBLANCE) / (count + RESEMBLANCE_WORTH), 0, 0.9);
        return (1 + correlation) / (1 - correlation);
    }

    private static boolean startedSlowly(List<Stretch> seen) {
        if (seen.size() < ENOUGH_TO_JUDGE) {
            return false;
        }
        List<Stretch> later = seen.subList(1, seen.size());
        List<Double> paces = later.stream().map(Stretch::pace).sorted().toList();
        double median = paces.get(paces.size() / 2);
        List<Double> distances =
                paces.stream().map(pace -> Math.abs(pace - median)).sorted().toList();
        double spread = distances.get(distances.size() / 2);
        return seen.getFirst().pace() > paces.getLast() && seen.getFirst().pace() - median > FAR * spread;
    }
}
