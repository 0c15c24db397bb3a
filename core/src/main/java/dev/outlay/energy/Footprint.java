package dev.outlay.energy;

import dev.outlay.units.GramsCo2e;
import dev.outlay.units.KilowattHours;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Sums of energy and emissions, exact to the last digit. Not thread-safe.
///
/// Amounts may be negative: what takes a charge back takes its energy back too. A sum of parts is the whole, in
/// whatever order they are added.
public final class Footprint {

    /// What is summed.
    public enum Amount {
        /// Energy with the building's overhead, kWh, and the least and most that it may be.
        ENERGY,
        LOWEST_ENERGY,
        HIGHEST_ENERGY,
        /// The part of the energy that rests on a meter at the device or the machine, kWh.
        MEASURED_ENERGY,
        /// The part whose grid is told by the hour, kWh, and the part whose grid is not known at all.
        HOURLY_ENERGY,
        ENERGY_WITHOUT_GRID,
        /// The part in buildings whose overhead is not known, which is left out, kWh.
        ENERGY_WITHOUT_OVERHEAD,
        /// Emissions of the energy, gCO2e, and the least and most that they may be.
        EMISSIONS,
        LOWEST_EMISSIONS,
        HIGHEST_EMISSIONS,
        /// The share of making the hardware, gCO2e.
        EMBODIED,
        /// Whole GPUs times seconds: all, and those whose power, load, host or making is not known.
        GPU_SECONDS,
        GPU_SECONDS_WITHOUT_POWER,
        GPU_SECONDS_OF_UNKNOWN_LOAD,
        GPU_SECONDS_WITHOUT_HOST,
        /// Those without a meter of their own in machines that were metered whole: their energy is with the
        /// machine.
        GPU_SECONDS_WITH_THE_MACHINE,
        GPU_SECONDS_WITHOUT_EMBODIED
    }

    private final Map<Amount, BigDecimal> sums = new EnumMap<>(Amount.class);
    private long charges;
    private long silent;

    /// A sum; zero where nothing was added.
    public BigDecimal get(Amount amount) {
        return sums.getOrDefault(amount, BigDecimal.ZERO);
    }

    /// The energy with the building's overhead. Throws [IllegalArgumentException] where more was taken back than is
    /// in the sum.
    public KilowattHours energy() {
        return new KilowattHours(get(Amount.ENERGY));
    }

    /// The emissions of the energy whose grid is known; empty where none of it is. Throws as [#energy] does.
    public Optional<GramsCo2e> emissions() {
        return get(Amount.ENERGY_WITHOUT_GRID).compareTo(get(Amount.ENERGY)) == 0
                ? Optional.empty()
                : Optional.of(new GramsCo2e(get(Amount.EMISSIONS)));
    }

    /// How many charges were added.
    public long charges() {
        return charges;
    }

    /// How many of them say nothing from which energy could be told, as lines of bills that nobody metered.
    public long silentCharges() {
        return silent;
    }

    /// Adds another footprint.
    public void add(Footprint other) {
        for (Amount amount : Amount.values()) {
            add(amount, other.get(amount));
        }
        charges += other.charges;
        silent += other.silent;
    }

    void add(Amount amount, BigDecimal value) {
        sums.merge(amount, value, BigDecimal::add);
    }

    void addEnergy(Range kilowattHours, boolean negative) {
        add(Amount.ENERGY, signed(kilowattHours.value(), negative));
        add(Amount.LOWEST_ENERGY, signed(kilowattHours.low(), negative));
        add(Amount.HIGHEST_ENERGY, signed(kilowattHours.high(), negative));
    }

    void addEmissions(Range grams, boolean negative) {
        add(Amount.EMISSIONS, signed(grams.value(), negative));
        add(Amount.LOWEST_EMISSIONS, signed(grams.low(), negative));
        add(Amount.HIGHEST_EMISSIONS, signed(grams.high(), negative));
    }

    void count(boolean saysNothing) {
        charges++;
        silent += saysNothing ? 1 : 0;
    }

    static BigDecimal signed(BigDecimal value, boolean negative) {
        return negative ? value.negate() : value;
    }
}
