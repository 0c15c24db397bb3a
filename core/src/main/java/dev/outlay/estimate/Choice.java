package dev.outlay.estimate;

import dev.outlay.catalog.Offer;
import dev.outlay.ledger.CapacityType;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Money;
import org.jspecify.annotations.Nullable;

/// One way of doing the work: an offer, so many machines of it bought in a way, how long, and what that costs.
///
/// `work` is what an estimate of the same takes: its hours are the expected ones, interruptions included. `time`
/// holds them with their interval; `undisturbed` is without interruptions, whose rate is null where machines are
/// not taken away. `cost`, `low` and `high` are at the expected hours and the ends of their interval, at the same
/// price. `energy` and emissions are null where they are not known; `emissionsLow` and `emissionsHigh` are by the
/// least and the greatest intensity that any source gives for the place. Immutable and thread-safe.
public record Choice(
        Offer offer,
        Work work,
        RunTime.Takes time,
        RunTime.Takes undisturbed,
        @Nullable Interruptions interruptions,
        Money perMachineHour,
        Money cost,
        Money low,
        Money high,
        @Nullable KilowattHours energy,
        @Nullable GramsCo2e emissions,
        @Nullable GramsCo2e emissionsLow,
        @Nullable GramsCo2e emissionsHigh) {

    public CapacityType capacityType() {
        return work.capacityType();
    }

    public int machines() {
        return work.machines().intValueExact();
    }

    public int gpus() {
        return offer.machine().gpuCount() == null
                ? 0
                : offer.machine().gpuCount().intValueExact() * machines();
    }

    /// How many times a machine is expected to be taken away; zero where that does not happen.
    public double interruptionsExpected() {
        return interruptions == null
                ? 0
                : interruptions.perHour() * work.machineHours().doubleValue();
    }
}
