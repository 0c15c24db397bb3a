package dev.outlay.estimate;

import dev.outlay.catalog.Machine;
import dev.outlay.energy.EnergyEstimate;
import dev.outlay.energy.EnergyModel;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.KilowattHours;
import dev.outlay.units.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The energy and emissions of one machine-hour, by the same model as an [Estimate]; null where not known.
///
/// `low` and `high` are the emissions by the least and the greatest intensity that any source gives for the place.
record HourlyFootprint(
        @Nullable KilowattHours energy,
        @Nullable GramsCo2e emissions,
        @Nullable GramsCo2e low,
        @Nullable GramsCo2e high) {

    // the model rounds to a billionth of a kWh: over so many hours that is nothing in one of them
    private static final int DIGITS = 6;

    // a billionth of a gram and of a kWh; more digits would only make sums of many hours slower
    private static final int SCALE = 9;

    static HourlyFootprint of(EnergyModel model, Machine machine, String region, Share load) {
        EnergyEstimate estimate =
                model.estimate(machine, region, BigDecimal.ONE, BigDecimal.ONE.movePointRight(DIGITS), load);
        return new HourlyFootprint(
                estimate.energy() == null
                        ? null
                        : new KilowattHours(one(estimate.energy().value())),
                one(estimate.emissions()),
                one(estimate.lowest()),
                one(estimate.highest()));
    }

    /// That of so many machine-hours.
    HourlyFootprint times(BigDecimal machineHours) {
        return new HourlyFootprint(
                energy == null ? null : energy.times(machineHours),
                times(emissions, machineHours),
                times(low, machineHours),
                times(high, machineHours));
    }

    /// The emissions of so many machine-hours.
    @Nullable
    GramsCo2e emissions(BigDecimal machineHours) {
        return times(emissions, machineHours);
    }

    private static @Nullable GramsCo2e one(@Nullable GramsCo2e many) {
        return many == null ? null : new GramsCo2e(one(many.value()));
    }

    private static BigDecimal one(BigDecimal many) {
        return many.movePointLeft(DIGITS).setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static @Nullable GramsCo2e times(@Nullable GramsCo2e grams, BigDecimal factor) {
        return grams == null ? null : new GramsCo2e(grams.value().multiply(factor));
    }
}
