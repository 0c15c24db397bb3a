package dev.outlay.estimate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One step of the ladder of cluster sizes: so many machines and how long the work takes on them, interruptions
/// included where machines are taken away. Hours are kept in ten-thousandths, so that they compare exactly.
record Rung(int machines, RunTime.Takes undisturbed, long hours, long low, long high) {

    // a run that takes so many times as long as without interruptions gets nowhere
    private static final double LONGEST = 100;
    private static final double UNITS = Math.pow(10, RunTime.Takes.SCALE);

    /// Null where the work would practically never end.
    static @Nullable Rung of(
            int machines, RunTime.Takes run, @Nullable Interruptions interruptions, Checkpoints checkpoints) {
        if (interruptions == null) {
            return new Rung(machines, run, units(run.hours()), units(run.low()), units(run.high()));
        }
        double hours = disturbed(run.hours(), machines, interruptions.perHour(), checkpoints);
        double low = disturbed(run.low(), machines, interruptions.low(), checkpoints);
        double high = disturbed(run.high(), machines, interruptions.high(), checkpoints);
        if (!(hours <= run.hours().doubleValue() * LONGEST)) {
            return null;
        }
        // the upper end may never end: what is called too long above is as far as it goes
        double end = Math.max(hours, Math.min(high, run.high().doubleValue() * LONGEST));
        return new Rung(machines, run, units(hours), units(Math.min(low, hours)), units(end));
    }

    BigDecimal machineHours() {
        return BigDecimal.valueOf(hours * machines, RunTime.Takes.SCALE);
    }

    static BigDecimal hours(long units) {
        return BigDecimal.valueOf(units, RunTime.Takes.SCALE);
    }

    private static double disturbed(BigDecimal hours, int machines, double perHour, Checkpoints checkpoints) {
        return checkpoints.expected(hours.doubleValue(), perHour * machines);
    }

    private static long units(double hours) {
        return Math.max(1, Math.round(hours * UNITS));
    }

    private static long units(BigDecimal hours) {
        return hours.unscaledValue().longValueExact();
    }
}
