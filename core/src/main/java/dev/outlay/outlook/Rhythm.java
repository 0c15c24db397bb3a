package dev.outlay.outlook;

import dev.outlay.ledger.Grain;
import java.time.Duration;
import java.time.Instant;

/// The steps in which spend is looked at, and the season that they have.
///
/// Steps are counted from the first of January 1970, a Thursday, so that a step tells its place in the week.
public enum Rhythm {
    /// UTC days, with a season over the days of the week.
    DAILY(1, Grain.DAY),
    /// UTC hours, with a season over the hours of the day, apart for weekends, and over the days of the week.
    HOURLY(24, Grain.HOUR);

    // 1970-01-01 was a Thursday: days whose number is 2 or 3 modulo 7 are Saturdays and Sundays
    private static final int SATURDAY = 2;
    private static final int SUNDAY = 3;

    private final int stepsPerDay;
    private final Grain grain;

    Rhythm(int stepsPerDay, Grain grain) {
        this.stepsPerDay = stepsPerDay;
        this.grain = grain;
    }

    int stepsPerDay() {
        return stepsPerDay;
    }

    int stepsPerWeek() {
        return 7 * stepsPerDay;
    }

    Grain grain() {
        return grain;
    }

    Duration step() {
        return Duration.ofDays(1).dividedBy(stepsPerDay);
    }

    /// The number of the step that an instant lies in.
    long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), step().toSeconds());
    }

    Instant start(long number) {
        return Instant.ofEpochSecond(number * step().toSeconds());
    }

    int placeInWeek(long number) {
        return Math.floorMod(number, stepsPerWeek());
    }

    static boolean isWeekend(int dayOfWeek) {
        return dayOfWeek == SATURDAY || dayOfWeek == SUNDAY;
    }
}
