package dev.outlay.connect.demo;

import java.util.ArrayList;
import java.util.List;

/// People of one tenant who open a notebook in the morning, close it in the evening, and sometimes forget to.
record Notebooks(Tenant tenant, Pool pool, String slice, List<String> people) {
    private static final double LEVEL = 0.17;

    List<Job> jobs(Period period, long seed) {
        List<Job> jobs = new ArrayList<>();
        for (String person : people) {
            Chance chance = new Chance(seed, "notebook of " + person + " on " + pool.name());
            int busyUntil = 0;
            for (int day = 0; day < period.days(); day++) {
                int opened = day * Period.DAY + chance.between(6 * Period.HOUR + 30, 12 * Period.HOUR);
                int closed = day * Period.DAY + chance.between(14 * Period.HOUR, 19 * Period.HOUR);
                if (chance.happens(0.09)) {
                    closed += chance.between(8, 60) * Period.HOUR;
                }
                if (chance.happens(period.weekend(opened) ? 0.06 : 0.72) && opened > busyUntil) {
                    jobs.add(session(person, opened, Math.min(closed, period.end())));
                    busyUntil = closed;
                }
            }
        }
        return jobs;
    }

    private Job session(String person, int opened, int closed) {
        return new Job(
                pool,
                slice,
                1,
                1,
                tenant,
                "jupyter-" + person,
                null,
                null,
                new Load(Load.Kind.NOTEBOOK, LEVEL),
                opened,
                closed - opened,
                closed,
                1,
                false);
    }
}
