package dev.outlay.connect.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Something that answers customers with as many replicas as they need, from `least` to `most`, and a few more
/// every week as the company grows. Released anew on some weekdays, when every replica is replaced.
record Service(
        String name, Tenant tenant, Pool pool, String slice, int slices, int least, int most, double utilization) {
    private static final double GROWTH_OVER_THE_PERIOD = 0.18;
    private static final int STEP = 30;

    List<Job> jobs(Period period, long seed) {
        Chance chance = new Chance(seed, "service " + name);
        List<Job> jobs = new ArrayList<>();
        Deque<Integer> replicas = new ArrayDeque<>();
        for (int minute = 0; minute < period.end(); minute += STEP) {
            if (released(period, minute, chance)) {
                drop(jobs, replicas, 0, minute);
            }
            int needed = needed(period, minute);
            drop(jobs, replicas, needed, minute);
            while (replicas.size() < needed) {
                replicas.push(minute);
            }
        }
        drop(jobs, replicas, 0, period.end());
        return jobs;
    }

    private int needed(Period period, int minute) {
        double growth = 1 + GROWTH_OVER_THE_PERIOD * minute / period.end();
        double demand = Math.min(1, period.traffic(minute) * growth * 0.9);
        return least + (int) Math.round((most - least) * demand);
    }

    private static boolean released(Period period, int minute, Chance chance) {
        return minute % Period.DAY == 10 * Period.HOUR && !period.weekend(minute) && chance.happens(0.3);
    }

    // the youngest replicas go first
    private void drop(List<Job> jobs, Deque<Integer> replicas, int needed, int minute) {
        while (replicas.size() > needed) {
            int from = replicas.pop();
            jobs.add(new Job(
                    pool,
                    slice,
                    1,
                    slices,
                    tenant,
                    name,
                    null,
                    null,
                    new Load(Load.Kind.SERVING, utilization),
                    from,
                    minute - from,
                    minute,
                    1,
                    false));
        }
    }
}
