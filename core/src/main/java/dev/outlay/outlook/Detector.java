package dev.outlay.outlook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the stretches in which a series of days was unlike what it was before. Used once.
///
/// The days are gone through in order. At each, the sums of the last 1, 3, 7, 14 and 28 days are held against what
/// the course from before said, and that error against the errors of the same kind until then: their median is the
/// bias that the series has (growth is one), and their spread the larger of the median and of the ninth decile of
/// their distances from it, so that work which comes in bursts has wide errors and no burst is an anomaly. A
/// stretch that is found is told against the course from before it, and replaced by that course for the days that
/// follow, so that it neither hides nor makes another.
final class Detector {

    /// How many days come before the first that can be found.
    static final int FEWEST = 21;

    private static final int[] LENGTHS = {1, 3, 7, 14, 28};
    private static final int LONGEST = 42;
    private static final int LOOKED_BACK = 70;
    private static final int FEWEST_ERRORS = 12;
    private static final int FIRST_COURSE = 14;
    private static final double UNLIKELY = 6;
    private static final double BACK_TO_USUAL = 2;
    private static final double NINTH_DECILE = 1.6449;
    // what is exact to this, in relation to its size, has no noise to tell
    private static final double SMALLEST_SPREAD = 0.004;
    private static final int DAYS_BACK_TO_USUAL = 2;
    private static final int DAYS_TO_SETTLE = 14;

    private final double[] values;
    private final double[] clean;
    private final long first;
    private final double least;
    private final double leastShare;
    private final Map<Integer, double[]> courses = new HashMap<>();

    /// Days from one on and up to another, not included, with what they were and would have been, and how many
    /// spreads they lay off; `ramp` says that they lay off more each day.
    record Found(int from, int to, boolean ongoing, double actual, double usual, double strength, boolean ramp) {

        double excess() {
            return actual - usual;
        }
    }

    private record Off(double strength, double spread) {}

    Detector(double[] values, long first, double least, double leastShare) {
        this.values = values.clone();
        this.clean = values.clone();
        this.first = first;
        this.least = least;
        this.leastShare = leastShare;
    }

    /// All stretches, in order.
    List<Found> all() {
        List<Found> found = new ArrayList<>();
        for (int to = FEWEST + 1; to <= values.length; to++) {
            for (int length : LENGTHS) {
                if (to - length >= FEWEST && isOff(to - length, to)) {
                    Found stretch = stretch(to - length, to);
                    replace(stretch);
                    if (isMonthly(stretch)) {
                        to = stretch.to();
                        break;
                    }
                    if (isEnough(stretch.excess(), stretch.usual())) {
                        found.add(stretch);
                    }
                    to = stretch.to() + (stretch.to() - stretch.from() >= LONGEST ? DAYS_TO_SETTLE : 0);
                    break;
                }
            }
        }
        return found;
    }

    private boolean isEnough(double excess, double usual) {
        return Math.abs(excess) >= least && Math.abs(excess) >= leastShare * Math.abs(usual);
    }

    private boolean isOff(int from, int to) {
        double error = sum(values, from, to) - course(from)[to - from];
        return isEnough(error, course(from)[to - from])
                && Math.abs(off(from, to).strength()) >= UNLIKELY;
    }

    /// By how many spreads of the errors before a sum lay off.
    private Off off(int from, int to) {
        int length = to - from;
        double size = size(from);
        double error = sum(values, from, to) - course(from)[length];
        double[] errors = new double[LOOKED_BACK];
        int count = 0;
        for (int before = from - length; before >= FIRST_COURSE && count < LOOKED_BACK; before--) {
            double then = size(before);
            if (then > 0) {
                errors[count++] = (sum(clean, before, before + length) - course(before)[length]) / then;
            }
        }
        if (size == 0) {
            // of what never was there is no spread to wait for
            return new Off(Math.signum(error) * UNLIKELY * UNLIKELY, 0);
        }
        if (count < FEWEST_ERRORS) {
            return new Off(0, SMALLEST_SPREAD * size);
        }
        double[] known = Arrays.copyOf(errors, count);
        double bias = Robust.median(known);
        double[] distances =
                Arrays.stream(known).map(each -> Math.abs(each - bias)).toArray();
        double spread = Math.max(
                Math.max(Robust.NORMAL * Robust.median(distances), Robust.quantile(distances, 0.9) / NINTH_DECILE),
                SMALLEST_SPREAD * Math.sqrt(length));
        return new Off((error / size - bias) / spread, spread * size);
    }

    /// The stretch that days which are off belong to, against the course from before it.
    private Found stretch(int from, int to) {
        double strength = off(from, to).strength();
        double sign = Math.signum(strength);
        double day = BACK_TO_USUAL * off(from, from + 1).spread();
        int start = from;
        while (start < to - 1 && sign * (values[start] - at(from, start)) <= day / 2) {
            start++;
        }
        int end = to;
        int calm = 0;
        Course before = course(start, Course.Kind.STEADY);
        while (end < values.length && end - start < LONGEST && calm < DAYS_BACK_TO_USUAL) {
            calm = sign * (values[end] - before.at(end - start)) <= day ? calm + 1 : 0;
            end++;
        }
        boolean ongoing = end == values.length && calm < DAYS_BACK_TO_USUAL;
        end -= calm;
        double usual = before.sums(end - start)[end - start];
        double[] daily = new double[end - start];
        for (int i = 0; i < daily.length; i++) {
            daily[i] = sign * (values[start + i] - before.at(i));
        }
        boolean ramp = daily.length >= 7 && Robust.rise(daily) > 0.5;
        return new Found(start, end, ongoing, sum(values, start, end), usual, strength, ramp);
    }

    /// Whether about as much lay off on the same day of the month before.
    private boolean isMonthly(Found found) {
        if (found.to() - found.from() > 2) {
            return false;
        }
        var day = LocalDate.ofEpochDay(first + found.from()).minusMonths(1);
        for (int off = -1; off <= 1; off++) {
            int then = (int) (day.toEpochDay() - first) + off;
            if (then >= 0 && then < values.length) {
                double[] around = Arrays.copyOfRange(values, Math.max(0, then - 7), Math.min(values.length, then + 8));
                double lump = values[then] - Robust.median(around);
                if (lump / found.excess() > 0.5 && lump / found.excess() < 1.5) {
                    return true;
                }
            }
        }
        return false;
    }

    private void replace(Found found) {
        if (found.to() - found.from() >= LONGEST) {
            // what lasted so long is how it is now
            return;
        }
        Course before = course(found.from(), Course.Kind.STEADY);
        for (int i = found.from(); i < found.to(); i++) {
            clean[i] = before.at(i - found.from());
        }
        courses.keySet().removeIf(from -> from > found.from());
    }

    private double at(int from, int day) {
        return course(from)[day - from + 1] - course(from)[day - from];
    }

    private double[] course(int from) {
        return courses.computeIfAbsent(
                from, start -> course(start, Course.Kind.STEADY).sums(LENGTHS[LENGTHS.length - 1]));
    }

    private Course course(int from, Course.Kind kind) {
        return Course.of(kind, Arrays.copyOf(clean, from), first, Rhythm.DAILY);
    }

    private double size(int from) {
        return Robust.meanSize(Arrays.copyOfRange(clean, Math.max(0, from - 28), from));
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
