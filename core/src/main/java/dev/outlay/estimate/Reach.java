package dev.outlay.estimate;

import org.jspecify.annotations.Nullable;

/// The sizes of a group that end in time, with what decides whether a cell may be among the best at all: the least
/// machine-hours and hours of any size.
///
/// `machineHours` and `hours` are about those of each size; `limitMachineHours` and `limitHours` those for which
/// limits hold. `frugal` is the place of the size of fewest machine-hours among the latter, which is exact: without
/// storage it costs and emits least, so where it breaks a limit all do.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reach(
        Rung[] rungs,
        double[] machineHours,
        double[] hours,
        double leastMachineHours,
        double leastHours,
        long leastUnits,
        double leastLimitMachineHours,
        double leastLimitHours,
        int frugal) {

    private static final double UNIT = Math.pow(10, -RunTime.Takes.SCALE);

    /// Null where none ends by then.
    static @Nullable Reach of(Rung[] ladder, long deadline, boolean cautious) {
        int count = 0;
        for (Rung rung : ladder) {
            count += limit(rung, cautious) <= deadline ? 1 : 0;
        }
        if (count == 0) {
            return null;
        }
        Rung[] rungs = new Rung[count];
        double[] machineHours = new double[count];
        double[] hours = new double[count];
        double leastMachineHours = Double.POSITIVE_INFINITY;
        long leastUnits = Long.MAX_VALUE;
        long leastLimit = Long.MAX_VALUE;
        long fewest = Long.MAX_VALUE;
        int frugal = 0;
        int at = 0;
        for (Rung rung : ladder) {
            long limit = limit(rung, cautious);
            if (limit > deadline) {
                continue;
            }
            rungs[at] = rung;
            hours[at] = rung.hours() * UNIT;
            machineHours[at] = hours[at] * rung.machines();
            leastMachineHours = Math.min(leastMachineHours, machineHours[at]);
            leastUnits = Math.min(leastUnits, rung.hours());
            leastLimit = Math.min(leastLimit, limit);
            if (limit * rung.machines() < fewest) {
                fewest = limit * rung.machines();
                frugal = at;
            }
            at++;
        }
        return new Reach(
                rungs,
                machineHours,
                hours,
                leastMachineHours,
                leastUnits * UNIT,
                leastUnits,
                fewest * UNIT,
                leastLimit * UNIT,
                frugal);
    }

    /// The hours, in ten-thousandths, for which limits hold.
    static long limit(Rung rung, boolean cautious) {
        return cautious ? rung.high() : rung.hours();
    }
}
