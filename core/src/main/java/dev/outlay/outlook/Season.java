package dev.outlay.outlook;

import java.util.Arrays;

/// By how much each step of the week usually lies above or below the level of its time.
///
/// A day's part is the median of its distances from the median of the seven days around it; an hour's the median of
/// its distances from the mean of its day. Both are shrunk by one more distance of zero, so that what was seen once
/// counts half. Immutable.
final class Season {

    private static final int WEEKS = 8;
    private static final int AROUND = 3;
    private static final int DAYS_TO_TELL_WEEKENDS_APART = 28;

    private final Rhythm rhythm;
    private final double[] parts;

    private Season(Rhythm rhythm, double[] parts) {
        this.rhythm = rhythm;
        this.parts = parts;
    }

    /// The season of values whose first is that of a step; none with less than two weeks.
    static Season of(double[] values, long first, Rhythm rhythm) {
        int perDay = rhythm.stepsPerDay();
        double[] known = Robust.last(values, WEEKS * rhythm.stepsPerWeek());
        long start = first + values.length - known.length;
        double[] parts = new double[rhythm.stepsPerWeek()];
        if (known.length >= 2 * rhythm.stepsPerWeek()) {
            double[] days = days(known, perDay);
            double[] week = week(days, Math.floorDiv(start, perDay));
            double[][] hours = perDay == 1 ? new double[2][1] : hours(known, days, start, perDay);
            for (int i = 0; i < parts.length; i++) {
                int day = i / perDay;
                parts[i] = week[day] + hours[Rhythm.isWeekend(day) ? 1 : 0][i % perDay];
            }
        }
        return new Season(rhythm, parts);
    }

    double at(long number) {
        return parts[rhythm.placeInWeek(number)];
    }

    /// The values without their season.
    double[] removed(double[] values, long first) {
        double[] level = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            level[i] = values[i] - at(first + i);
        }
        return level;
    }

    /// The mean of each day.
    static double[] days(double[] values, int perDay) {
        if (perDay == 1) {
            return values;
        }
        double[] days = new double[values.length / perDay];
        for (int i = 0; i < days.length; i++) {
            days[i] = Robust.mean(Arrays.copyOfRange(values, i * perDay, (i + 1) * perDay));
        }
        return days;
    }

    private static double[] week(double[] days, long firstDay) {
        double[] week = new double[7];
        double[] found = new double[days.length];
        for (int of = 0; of < 7; of++) {
            int count = 0;
            for (int i = AROUND; i < days.length - AROUND; i++) {
                if (Math.floorMod(firstDay + i, 7) == of) {
                    found[count++] = days[i] - Robust.median(Arrays.copyOfRange(days, i - AROUND, i + AROUND + 1));
                }
            }
            week[of] = shrunk(found, count);
        }
        return centred(week);
    }

    /// Two profiles of the day: that of working days and that of weekends.
    private static double[][] hours(double[] values, double[] days, long first, int perDay) {
        boolean apart = days.length >= DAYS_TO_TELL_WEEKENDS_APART;
        double[][] profiles = new double[2][perDay];
        double[] found = new double[days.length];
        for (int kind = 0; kind < 2; kind++) {
            for (int hour = 0; hour < perDay; hour++) {
                int count = 0;
                for (int day = 0; day < days.length; day++) {
                    boolean weekend = Rhythm.isWeekend(Math.floorMod(Math.floorDiv(first, perDay) + day, 7));
                    if (!apart || weekend == (kind == 1)) {
                        found[count++] = values[day * perDay + hour] - days[day];
                    }
                }
                profiles[kind][hour] = shrunk(found, count);
            }
            profiles[kind] = centred(profiles[kind]);
        }
        return profiles;
    }

    private static double shrunk(double[] found, int count) {
        return count == 0 ? 0 : Robust.median(Arrays.copyOf(found, count)) * count / (count + 1);
    }

    private static double[] centred(double[] values) {
        double mean = Robust.mean(values);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }
}
