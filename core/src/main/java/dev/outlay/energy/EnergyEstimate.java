package dev.outlay.energy;

import dev.outlay.units.GramsCo2e;
import dev.outlay.units.KilowattHours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The energy and emissions that a machine is expected to cause, part by part.
///
/// `energy` is what the parts sum to, the building's overhead among them; null where the power of the GPUs is not
/// known, since the rest would pass for the whole; `leastEnergy` and `mostEnergy` are what it may be, null with it.
/// `emissions` is null where the energy is, or where the grid is not known; `lowest` and `highest` are those of the
/// least energy at the least intensity that any source gives for the place, and of the most at the greatest.
/// `missing` says in sentences what is not known. Immutable and thread-safe.
public record EnergyEstimate(
        List<Part> parts,
        @Nullable KilowattHours energy,
        @Nullable KilowattHours leastEnergy,
        @Nullable KilowattHours mostEnergy,
        @Nullable GramsCo2e emissions,
        @Nullable GramsCo2e lowest,
        @Nullable GramsCo2e highest,
        @Nullable String gridBasis,
        List<String> missing) {

    /// One part, what it draws over the time asked for, and what that figure rests on.
    public record Part(String name, KilowattHours energy, String basis) {}

    public EnergyEstimate {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }
}
