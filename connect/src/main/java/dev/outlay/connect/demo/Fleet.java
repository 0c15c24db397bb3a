package dev.outlay.connect.demo;

import dev.outlay.ledger.CapacityType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// Which machines a pool holds, and when: a fixed number, as many as the hour needs, or what the spot market
/// leaves.
final class Fleet {
    private static final double SPOT_MEAN_HOURS = 34;
    /// The day on which the spot market takes every machine within the hour.
    private static final int SPOT_SQUEEZE_DAY = 22;
    private static final int STEP = Period.HOUR / 2;

    private final Period period;
    private final Pool pool;
    private final Chance chance;
    private final List<Machine> machines = new ArrayList<>();

    private Fleet(Period period, Pool pool, long seed) {
        this.period = period;
        this.pool = pool;
        this.chance = new Chance(seed, "machines of " + pool.cluster().name() + " " + pool.name());
    }

    /// The machines of a pool in the order they came up.
    static List<Machine> of(Period period, Pool pool, long seed) {
        Fleet fleet = new Fleet(period, pool, seed);
        if (pool.capacity() == CapacityType.SPOT) {
            fleet.holdWhatTheMarketLeaves();
        } else if (pool.least() == pool.most()) {
            fleet.holdAlways();
        } else {
            fleet.holdByDemand();
        }
        fleet.machines.sort(Comparator.comparingInt(Machine::from));
        return List.copyOf(fleet.machines);
    }

    private void holdAlways() {
        for (int i = 0; i < pool.most(); i++) {
            hold(0, period.end());
        }
    }

    private void holdWhatTheMarketLeaves() {
        for (int i = 0; i < pool.most(); i++) {
            int from = chance.between(0, 3 * Period.HOUR);
            while (from < period.end()) {
                int taken = from + Period.HOUR + (int) (chance.waiting(SPOT_MEAN_HOURS) * Period.HOUR);
                int squeeze = SPOT_SQUEEZE_DAY * Period.DAY + 13 * Period.HOUR + chance.between(0, 40);
                if (from < squeeze && squeeze < taken) {
                    taken = squeeze;
                }
                hold(from, Math.min(taken, period.end()));
                from = taken + (int) (chance.waiting(2.5) * Period.HOUR) + 8;
            }
        }
    }

    // the machine that came last goes first, so that a few stay for the whole time and others for an evening
    private void holdByDemand() {
        Deque<Integer> held = new ArrayDeque<>();
        for (int minute = 0; minute < period.end(); minute += STEP) {
            int needed = needed(minute);
            while (held.size() < needed) {
                held.push(minute + (minute == 0 ? 0 : chance.between(0, 9)));
            }
            while (held.size() > needed) {
                hold(held.pop(), minute + chance.between(10, 19));
            }
        }
        held.forEach(from -> hold(from, period.end()));
    }

    private int needed(int minute) {
        // scaled up ahead of the demand and down some time after it
        double demand = Math.max(
                demand(Math.max(0, minute - Period.HOUR)), demand(Math.min(period.end() - 1, minute + Period.HOUR)));
        return pool.least() + (int) Math.round((pool.most() - pool.least()) * demand);
    }

    private double demand(int minute) {
        return pool.name().contains("notebook") ? period.working(minute) : period.traffic(minute);
    }

    private void hold(int from, int to) {
        machines.add(new Machine(pool, name(), from, to));
    }

    private String name() {
        int number = machines.size();
        return switch (pool.cluster().provider()) {
            case "aws" -> {
                int network = 10 + Hardware.POOLS.indexOf(pool);
                yield "ip-10-" + network + "-" + (16 + number / 200) + "-" + (11 + number % 200);
            }
            case "gcp" -> "gke-" + pool.cluster().name() + "-" + pool.name() + "-" + number + "-" + chance.suffix(4);
            default -> pool.name() + "-" + (number + 1);
        };
    }
}
