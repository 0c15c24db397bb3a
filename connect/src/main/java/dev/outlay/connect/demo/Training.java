package dev.outlay.connect.demo;

import java.time.format.DateTimeFormatter;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Runs that a team submits again and again, `perWorkday` of them, of a median length with a few far longer ones.
///
/// They start from day `from` on, counted from 0, until day `until`. Runs of one week belong to one experiment.
record Training(
        Tenant tenant,
        String name,
        Pool pool,
        int pods,
        int slices,
        double perWorkday,
        double medianHours,
        double utilization,
        int from,
        int until) {
    private static final double LONGEST_HOURS = 96;

    List<Job> jobs(Period period, long seed) {
        Chance chance = new Chance(seed, "training " + name);
        List<Job> jobs = new ArrayList<>();
        double open = 0;
        for (int hour = from * 24; hour < until * 24; hour++) {
            int minute = hour * Period.HOUR;
            // the weights of a working day add up to about 11.3
            open += perWorkday * period.working(minute) / 11.3 * chance.between(0.5, 1.5);
            while (open >= 1) {
                open--;
                jobs.add(run(period, minute + chance.between(0, 59), jobs.size() + 1, chance));
            }
        }
        return jobs;
    }

    private Job run(Period period, int submitted, int number, Chance chance) {
        var day = period.date(submitted / Period.DAY);
        // what is submitted in the afternoon is meant to run through the night
        boolean overnight = submitted % Period.DAY > 15 * Period.HOUR;
        double hours = Math.min(LONGEST_HOURS, chance.around(medianHours * (overnight ? 2.2 : 1), 0.7));
        String experiment = String.format(Locale.ROOT, "%s-w%02d", name, day.get(WeekFields.ISO.weekOfWeekBasedYear()));
        return new Job(
                pool,
                "whole",
                pods,
                slices,
                tenant,
                name,
                name + "-" + DateTimeFormatter.ofPattern("MMdd", Locale.ROOT).format(day) + "-" + number,
                experiment,
                new Load(Load.Kind.TRAINING, chance.happens(0.15) ? utilization * 0.45 : utilization),
                submitted,
                Math.max(6, (int) (hours * Period.HOUR)),
                period.end(),
                1,
                false);
    }
}
