package dev.outlay.outlook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A forecast together with how well the same forecast would have done on the days before: each of those days is
/// taken for the last known one, and what came after is compared.
///
/// Which course is taken is chosen anew at each of them from the errors known by then, so that the errors are those
/// of the choosing too. With less than [#FEWEST] days there is no course: the mean goes on, and the interval is
/// that of so few values (Student's), half as wide again for what they cannot tell. Immutable.
final class Rehearsal {

    /// How many days a course takes.
    static final int FEWEST = 24;
    /// How many days anything takes.
    static final int FEWEST_AT_ALL = 7;
    /// The farthest that errors are looked at; an interval reaches farther by growing from there.
    static final int FARTHEST_DAYS = 62;

    private static final int FIRST_DAYS = 14;
    private static final int MOST_ORIGINS = 160;
    private static final int CHOICE_DAYS = 14;
    private static final int FEWEST_CHOICES = 7;
    private static final double CLEARLY_BETTER = 0.9;
    private static final int FEWEST_ERRORS = 10;
    private static final int SOME_DAYS = 28;
    // the sum of independent steps grows with the root, of a level that is off in proportion, of one that wanders
    // with a power of 3/2: in between the last two
    private static final double GROWTH = 1.25;
    private static final double CAUTION = 1.5;

    private final double[] values;
    private final Rhythm rhythm;
    private final double[] sums;
    private final List<Origin> origins = new ArrayList<>();
    private final Course course;
    private final Course.Kind kind;

    /// A step that was taken for the last: what every course said then, and the one that was chosen.
    @SuppressWarnings("ArrayRecordComponent")
    private record Origin(int known, Map<Course.Kind, double[]> courses, double[] chosen, double size) {

        double[] course(Course.Kind kind) {
            return Objects.requireNonNull(courses.get(kind), "every course is looked at");
        }

        double[] lastWeek() {
            return course(Course.Kind.REPEATED);
        }
    }

    /// How forecasts of so many steps did: the median and the ninth decile of their absolute errors in percent, the
    /// share of outcomes within the interval (NaN where too few could be looked at), the median error in percent of
    /// saying that it will be as in the last week, and how many were looked at.
    record Score(int steps, double median, double ninthDecile, double coverage, double lastWeekMedian, int count) {}

    Rehearsal(double[] values, long first, Rhythm rhythm) {
        if (values.length < FEWEST_AT_ALL * rhythm.stepsPerDay()) {
            throw new IllegalArgumentException(
                    "a forecast takes " + FEWEST_AT_ALL + " days: " + values.length + " steps");
        }
        this.values = values.clone();
        this.rhythm = rhythm;
        this.sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        int perDay = rhythm.stepsPerDay();
        for (int known = firstOrigin(); known < values.length; known += perDay) {
            origins.add(origin(known, first));
        }
        this.kind = choice(values.length);
        this.course = Course.of(kind, values, first, rhythm);
    }

    private int firstOrigin() {
        int perDay = rhythm.stepsPerDay();
        int days = values.length / perDay;
        return days < FEWEST ? values.length : Math.max(FIRST_DAYS, days - MOST_ORIGINS) * perDay;
    }

    private Origin origin(int known, long first) {
        double[] before = Arrays.copyOf(values, known);
        int steps = Math.min(values.length - known, FARTHEST_DAYS * rhythm.stepsPerDay());
        Map<Course.Kind, double[]> courses = new EnumMap<>(Course.Kind.class);
        for (Course.Kind each : Course.Kind.values()) {
            courses.put(each, Course.of(each, before, first, rhythm).sums(steps));
        }
        double[] chosen = Objects.requireNonNull(courses.get(choice(known)), "every course is looked at");
        return new Origin(known, courses, chosen, size(known));
    }

    /// The course whose errors, of those known by then, are the least; another than the steady one only where it is
    /// clearly so.
    private Course.Kind choice(int known) {
        int steps = CHOICE_DAYS * rhythm.stepsPerDay();
        List<Origin> passed =
                origins.stream().filter(origin -> origin.known + steps <= known).toList();
        if (passed.size() < FEWEST_CHOICES) {
            return Course.Kind.STEADY;
        }
        double least = CLEARLY_BETTER * error(passed, Course.Kind.STEADY, steps);
        Course.Kind choice = Course.Kind.STEADY;
        for (Course.Kind each : Course.Kind.values()) {
            double error = error(passed, each, steps);
            if (error < least) {
                least = error;
                choice = each;
            }
        }
        return choice;
    }

    private double error(List<Origin> passed, Course.Kind kind, int steps) {
        return passed.stream()
                .mapToDouble(origin -> Math.abs(actual(origin, 0, steps) - origin.course(kind)[steps]))
                .sum();
    }

    private double size(int known) {
        int some = SOME_DAYS * rhythm.stepsPerDay();
        return Robust.meanSize(Arrays.copyOfRange(values, Math.max(0, known - some), known));
    }

    private double actual(Origin origin, int from, int to) {
        return sums[origin.known + to] - sums[origin.known + from];
    }

    boolean isOfFewDays() {
        return origins.isEmpty();
    }

    /// What goes on, in words.
    String words() {
        return switch (kind) {
            case STEADY -> "the level of the last 3 to 14 days and the season of the week";
            case TRENDED ->
                "the level of the last 3 to 14 days and the season of the week"
                        + (course.slopePerStep() == 0 ? "" : " with the trend of six weeks");
            case REPEATED -> "each week as the last, which did best before";
        };
    }

    /// The expected value of a step after the last known one, counted from 0.
    double at(int step) {
        return isOfFewDays() ? Robust.mean(values) : course.at(step);
    }

    /// The errors that sums of some steps are expected to have: outcomes less what is expected, for any of them as
    /// likely as the others. Steps are counted from 0; `to` is not included.
    double[] errors(int from, int to) {
        if (isOfFewDays()) {
            return fewDays(from, to);
        }
        double size = size(values.length);
        double[] errors = scaled(known(from, to), size);
        int week = rhythm.stepsPerWeek();
        if (to - from > week) {
            // few of the long sums do not overlap, so they are taken to be off by as large a part as those of a
            // week
            double weeks = (double) (to - from) / week;
            double least = conformal(scaled(known(from, from + week), size)) * weeks;
            double own = conformal(errors);
            return own < least && own > 0 ? scaled(errors, least / own) : errors;
        }
        return errors;
    }

    /// Errors of sums of some steps in relation to their size; of shorter ones that reach as far, made larger,
    /// where too few are that long.
    private double[] known(int from, int to) {
        double[] errors = relative(from, to, values.length);
        if (errors.length >= FEWEST_ERRORS) {
            return errors;
        }
        int farthest = Math.min(
                FARTHEST_DAYS * rhythm.stepsPerDay(),
                values.length - firstOrigin() - (FEWEST_ERRORS - 1) * rhythm.stepsPerDay());
        int length = Math.max(1, Math.min(to - from, farthest));
        int start = Math.max(0, Math.min(from, farthest - length));
        // a sum of as many steps that starts later is off by more, as one that is longer is
        double larger = Math.pow((double) (to - from) / length, GROWTH) * Math.sqrt((1.0 + from) / (1.0 + start));
        return scaled(relative(start, start + length, values.length), larger);
    }

    private static double[] scaled(double[] errors, double by) {
        return Arrays.stream(errors).map(error -> error * by).toArray();
    }

    private static double conformal(double[] errors) {
        return Robust.conformal(Arrays.stream(errors).map(Math::abs).toArray(), Range.LEVEL);
    }

    /// Half of the interval of the sum of some steps.
    double half(int from, int to) {
        return conformal(errors(from, to));
    }

    /// Errors in relation to the size of the series at their time. They overlap, so that n errors of h steps tell
    /// as much as n / h: all are made wider by that.
    private double[] relative(int from, int to, int known) {
        double[] found = new double[origins.size()];
        int count = 0;
        for (Origin origin : origins) {
            if (origin.known + to <= known && to < origin.chosen.length) {
                double size = Math.max(origin.size, Double.MIN_NORMAL);
                found[count++] = (actual(origin, from, to) - (origin.chosen[to] - origin.chosen[from])) / size;
            }
        }
        double apart = Math.max(1, count * rhythm.stepsPerDay() / (double) (to - from));
        double wider = 1 + 1 / apart;
        return Arrays.stream(Arrays.copyOf(found, count))
                .map(error -> error * wider)
                .toArray();
    }

    private double[] fewDays(int from, int to) {
        double[] days = Season.days(values, rhythm.stepsPerDay());
        double length = (double) (to - from) / rhythm.stepsPerDay();
        double deviation = Math.max(Robust.spread(days), 0.05 * Robust.meanSize(days)) * rhythm.stepsPerDay();
        double scale = CAUTION * deviation * Math.sqrt(length + length * length / days.length);
        double[] errors = new double[19];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = scale * Normal.student((i + 1) / 20.0, days.length - 1);
        }
        return errors;
    }

    /// How forecasts of so many steps would have done; of nothing where there are none.
    Score score(int steps) {
        List<Double> off = new ArrayList<>();
        List<Double> lastWeek = new ArrayList<>();
        int looked = 0;
        int within = 0;
        for (Origin origin : origins) {
            if (steps < origin.chosen.length) {
                double actual = actual(origin, 0, steps);
                double size = Math.max(Math.abs(actual), Double.MIN_NORMAL);
                off.add(100 * Math.abs(actual - origin.chosen[steps]) / size);
                lastWeek.add(100 * Math.abs(actual - origin.lastWeek()[steps]) / size);
                double[] known = relative(0, steps, origin.known);
                if (known.length >= FEWEST_ERRORS) {
                    looked++;
                    double half = origin.size * conformal(known);
                    if (steps > rhythm.stepsPerWeek()) {
                        half = Math.max(
                                half,
                                origin.size
                                        * conformal(relative(0, rhythm.stepsPerWeek(), origin.known))
                                        * steps
                                        / rhythm.stepsPerWeek());
                    }
                    within += Math.abs(actual - origin.chosen[steps]) <= half ? 1 : 0;
                }
            }
        }
        return new Score(
                steps,
                off.isEmpty() ? Double.NaN : Robust.median(array(off)),
                off.isEmpty() ? Double.NaN : Robust.quantile(array(off), 0.9),
                looked == 0 ? Double.NaN : (double) within / looked,
                lastWeek.isEmpty() ? Double.NaN : Robust.median(array(lastWeek)),
                off.size());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
