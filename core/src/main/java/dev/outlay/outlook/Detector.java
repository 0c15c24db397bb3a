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
/// bias that the series has (growth is one). Their spread is the largest of three: the median and the ninth decile
/// of their distances from it, and what days that vary by themselves make of so many days, so that work which comes
/// in bursts has wide errors and no burst is an anomaly. A stretch that is found is told against the course from
/// before it, and replaced by that course for the days that follow, so that it neither hides nor makes another.
///
/// What was charged on few days has no course: there a day is off that is half as large again as every one before.
final class Detector {

    /// How many days come before the first that can be found.
    static final int FEWEST = 28;

    private static final int[] LENGTHS = {1, 3, 7, 14, 28};
    private static final int LONGEST = 42;
    private static final int LOOKED_BACK = 70;
    private static final int FEWEST_ERRORS = 14;
    private static final int FIRST_COURSE = 14;
    private static final double UNLIKELY = 5;
    // the level of a course is off by about a third of what a day is, and by as much on each day of a sum
    private static final double LEVEL_OFF = 0.12;
    private static final int RARE_DAYS = 56;
    private static final double RARE = 0.3;
    private static final double MUCH_LARGER = 1.5;
    private static final double BACK_TO_USUAL = 2;
    private static final double NINTH_DECILE = 1.6449;
    // what is exact to this, in relation to its size, has no noise to tell
    private static final double SMALLEST_SPREAD = 0.004;
    private static final int DAYS_BACK_TO_USUAL = 2;
    private static final int RAMP_DAYS = 7;
    private static final double LITTLE = 0.35;
    // what begins in the evening of a day is still of that day
    private static final double LITTLE_OF_THE_FIRST = 0.15;
    private static final int DAYS_BEFORE = 2;
    private static final int MONTHLY_DAYS = 7;
    private static final double HALF = 0.5;
    private static final double CLIPPED = 4;
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
                    boolean monthly = isMonthly(stretch);
                    replace(stretch);
                    if (monthly) {
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
        double error = sum(clean, from, to) - course(from)[to - from];
        if (!isEnough(error, course(from)[to - from])) {
            return false;
        }
        if (isRare(from)) {
            return to == from + 1 && Math.abs(clean[from]) > MUCH_LARGER * largest(from);
        }
        return Math.abs(off(from, to).strength()) >= UNLIKELY;
    }

    private boolean isRare(int from) {
        double[] before = Arrays.copyOfRange(clean, Math.max(0, from - RARE_DAYS), from);
        return Arrays.stream(before).filter(value -> value != 0).count() <= RARE * before.length;
    }

    private double largest(int from) {
        return Arrays.stream(clean, 0, from).map(Math::abs).max().orElse(0);
    }

    /// By how many spreads of the errors before a sum lay off.
    private Off off(int from, int to) {
        int length = to - from;
        double size = size(from);
        double error = sum(clean, from, to) - course(from)[length];
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
                Math.max(SMALLEST_SPREAD, dayByDay(from, size)) * Math.sqrt(length + LEVEL_OFF * length * length));
        return new Off((error / size - bias) / spread, spread * size);
    }

    /// How far single days lie off, as a part of a size: all of them, bursts and what was found before too, as far
    /// as these are not out of all proportion; in relation to their own size or as they are, whichever is more.
    private double dayByDay(int from, double size) {
        double[] relative = new double[LOOKED_BACK];
        double[] absolute = new double[LOOKED_BACK];
        int count = 0;
        for (int before = from - 1; before >= FIRST_COURSE && count < LOOKED_BACK; before--) {
            double then = size(before);
            if (then > 0) {
                absolute[count] = Math.abs(values[before] - course(before)[1]) / size;
                relative[count] = absolute[count] * size / then;
                count++;
            }
        }
        return Math.max(clipped(Arrays.copyOf(relative, count)), clipped(Arrays.copyOf(absolute, count)));
    }

    private static double clipped(double[] errors) {
        if (errors.length == 0) {
            return 0;
        }
        double most = CLIPPED * Robust.quantile(errors, 0.9) / NINTH_DECILE;
        double squares = 0;
        for (double error : errors) {
            squares += Math.min(error, most) * Math.min(error, most);
        }
        return Math.sqrt(squares / errors.length);
    }

    /// The stretch that days which are off belong to, against the course from before it.
    private Found stretch(int from, int to) {
        double strength = off(from, to).strength();
        double sign = Math.signum(strength);
        double day = BACK_TO_USUAL * off(from, from + 1).spread();
        int start = from;
        while (start < to - 1 && sign * (clean[start] - at(from, start)) <= 0.75 * day) {
            start++;
        }
        // a day that was off before, but not enough by itself
        while (start <= from) {
            int earlier = start - 1;
            if (earlier < FEWEST
                    || from - earlier > DAYS_BEFORE
                    || sign * (clean[earlier] - course(earlier)[1]) <= day) {
                break;
            }
            start = earlier;
        }
        int end = to;
        int calm = 0;
        Course before = course(start, Course.Kind.STEADY);
        while (end < values.length && end - start < LONGEST && calm < DAYS_BACK_TO_USUAL) {
            calm = sign * (clean[end] - before.at(end - start)) <= day ? calm + 1 : 0;
            end++;
        }
        boolean ongoing = end == values.length && calm < DAYS_BACK_TO_USUAL;
        end -= calm;
        double[] daily = new double[end - start];
        for (int i = 0; i < daily.length; i++) {
            daily[i] = sign * (clean[start + i] - before.at(i));
        }
        boolean ramp = daily.length >= RAMP_DAYS && Robust.rise(daily) > HALF;
        // days at either end that lay off by chance are not part of it
        double typical = Robust.median(daily);
        int early = 0;
        while (!ramp && early < daily.length - 1 && daily[early] < LITTLE_OF_THE_FIRST * typical) {
            early++;
        }
        int late = daily.length;
        while (!ongoing && late > early + 1 && daily[late - 1] < LITTLE * typical) {
            late--;
        }
        double[] usual = before.sums(late);
        return new Found(
                start + early,
                start + late,
                ongoing,
                sum(clean, start + early, start + late),
                usual[late] - usual[early],
                strength,
                ramp);
    }

    /// Whether it is mostly one day, of which about as much lay off on the same day of the month before.
    private boolean isMonthly(Found found) {
        if (found.to() - found.from() > MONTHLY_DAYS) {
            return false;
        }
        Course before = course(found.from(), Course.Kind.STEADY);
        int largest = found.from();
        double lump = 0;
        for (int i = found.from(); i < found.to(); i++) {
            double off = clean[i] - before.at(i - found.from());
            if (Math.abs(off) > Math.abs(lump)) {
                largest = i;
                lump = off;
            }
        }
        if (lump / found.excess() < HALF) {
            return false;
        }
        LocalDate day = LocalDate.ofEpochDay(first + largest).minusMonths(1);
        for (int off = -1; off <= 1; off++) {
            int then = (int) (day.toEpochDay() - first) + off;
            if (then >= FIRST_COURSE && then < found.from()) {
                double last = values[then] - course(then)[1];
                if (last / lump > HALF && last / lump < 1 / HALF) {
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
