package dev.outlay.outlook;

import java.util.Arrays;

/// How a series goes on after its last step: a level, a slope that fades, and the season.
///
/// The level is the mean of the medians of the last 3, 7 and 14 days without their season: quick enough for a step,
/// and no single day moves it far. What runs now and then, with nothing on three of ten of the last 28 days, has
/// their mean for a level, since its median would be nothing. Immutable.
final class Course {

    /// How the slope is taken.
    enum Kind {
        /// It stays where it is.
        STEADY,
        /// It goes on as in the last six weeks, where these rose or fell steadily.
        TRENDED,
        /// Each week is as the last one was.
        REPEATED
    }

    private static final double[] NONE = {};
    private static final int[] LEVEL_DAYS = {3, 7, 14};
    private static final int TREND_DAYS = 42;
    private static final int FEWEST_TREND_DAYS = 21;
    private static final double STEADY_RISE = 0.5;
    private static final double FADING_PER_DAY = 0.98;
    private static final int SOME_DAYS = 28;
    private static final double OFTEN_NOTHING = 0.3;

    private final double level;
    private final double slope;
    private final double fading;
    private final Season season;
    private final long next;
    private final boolean floored;
    private final double[] lastWeek;

    private Course(
            double level, double slope, double fading, Season season, long next, boolean floored, double[] lastWeek) {
        this.lastWeek = lastWeek;
        this.level = level;
        this.slope = slope;
        this.fading = fading;
        this.season = season;
        this.next = next;
        this.floored = floored;
    }

    /// The course of values whose first is that of a step. Throws [IllegalArgumentException] of no values.
    static Course of(Kind kind, double[] values, long first, Rhythm rhythm) {
        int perDay = rhythm.stepsPerDay();
        Season season = Season.of(values, first, rhythm);
        double[] level = season.removed(values, first);
        double[] some = Robust.last(values, SOME_DAYS * perDay);
        boolean floored = Arrays.stream(some).allMatch(value -> value >= 0);
        double fading = Math.pow(FADING_PER_DAY, 1.0 / perDay);
        long next = first + values.length;
        if (kind == Kind.REPEATED && values.length >= rhythm.stepsPerWeek()) {
            return new Course(0, 0, fading, season, next, floored, Robust.last(values, rhythm.stepsPerWeek()));
        }
        double[] days = Season.days(Robust.last(level, TREND_DAYS * perDay), perDay);
        if (kind == Kind.TRENDED && days.length >= FEWEST_TREND_DAYS && Math.abs(Robust.rise(days)) >= STEADY_RISE) {
            double slope = Robust.slope(days) / perDay;
            double[] flat = Robust.last(level, LEVEL_DAYS[LEVEL_DAYS.length - 1] * perDay);
            for (int i = 0; i < flat.length; i++) {
                flat[i] += slope * (flat.length - 1 - i);
            }
            return new Course(medians(flat, perDay), slope, fading, season, next, floored, NONE);
        }
        boolean oftenNothing = rhythm == Rhythm.DAILY
                && Arrays.stream(some).filter(value -> value == 0).count() > OFTEN_NOTHING * some.length;
        double[] lately = Robust.last(level, SOME_DAYS * perDay);
        return new Course(
                oftenNothing ? Robust.mean(lately) : medians(level, perDay), 0, fading, season, next, floored, NONE);
    }

    private static double medians(double[] level, int perDay) {
        double sum = 0;
        for (int days : LEVEL_DAYS) {
            sum += Robust.median(Robust.last(level, days * perDay));
        }
        return sum / LEVEL_DAYS.length;
    }

    /// The expected value of a step, counted from 0 for the first after the last known one.
    double at(int step) {
        if (lastWeek.length > 0) {
            return lastWeek[step % lastWeek.length];
        }
        double rise = slope == 0 ? 0 : slope * fading * (1 - Math.pow(fading, step + 1)) / (1 - fading);
        double value = level + rise + season.at(next + step);
        return floored ? Math.max(0, value) : value;
    }

    /// The sums of the first so many steps: `[0]` is nothing.
    double[] sums(int steps) {
        double[] sums = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            sums[i + 1] = sums[i] + at(i);
        }
        return sums;
    }

    double slopePerStep() {
        return slope;
    }
}
