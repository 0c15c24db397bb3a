package dev.outlay.report;

import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.energy.GridBasis;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cells of a footprint, and the sentences that say what is missing in it.
final class CarbonTexts {

    private static final int THOUSAND = 3;

    private CarbonTexts() {}

    static List<Column> columns() {
        return List.of(
                Column.decimal("energy_kwh", "kWh"),
                Column.decimal("energy_low", "kWh"),
                Column.decimal("energy_high", "kWh"),
                Column.decimal("measured", "%"),
                Column.decimal("carbon_kg", "kgCO2e"),
                Column.decimal("carbon_low", "kgCO2e"),
                Column.decimal("carbon_high", "kgCO2e"),
                Column.decimal("embodied_kg", "kgCO2e"));
    }

    static List<@Nullable String> cells(Footprint sum) {
        List<@Nullable String> cells = new ArrayList<>();
        boolean energy = knowsEnergy(sum);
        cells.add(energy ? Decimals.text(sum.get(Amount.ENERGY)) : null);
        cells.add(energy ? Decimals.text(sum.get(Amount.LOWEST_ENERGY)) : null);
        cells.add(energy ? Decimals.text(sum.get(Amount.HIGHEST_ENERGY)) : null);
        cells.add(Texts.percentOrNull(sum.get(Amount.MEASURED_ENERGY), sum.get(Amount.ENERGY)));
        boolean carbon = knowsEmissions(sum);
        cells.add(carbon ? kilograms(sum, Amount.EMISSIONS) : null);
        cells.add(carbon ? kilograms(sum, Amount.LOWEST_EMISSIONS) : null);
        cells.add(carbon ? kilograms(sum, Amount.HIGHEST_EMISSIONS) : null);
        cells.add(
                sum.get(Amount.GPU_SECONDS).compareTo(sum.get(Amount.GPU_SECONDS_WITHOUT_EMBODIED)) == 0
                        ? null
                        : kilograms(sum, Amount.EMBODIED));
        return cells;
    }

    /// Whether some of the energy is known; a sum of nothing known is no zero.
    static boolean knowsEnergy(Footprint sum) {
        return sum.get(Amount.HIGHEST_ENERGY).signum() != 0;
    }

    /// Whether the grid of some of the energy is known.
    static boolean knowsEmissions(Footprint sum) {
        return knowsEnergy(sum) && sum.get(Amount.ENERGY_WITHOUT_GRID).compareTo(sum.get(Amount.ENERGY)) != 0;
    }

    static String kilograms(Footprint sum, Amount amount) {
        return Decimals.text(sum.get(amount).movePointLeft(THOUSAND));
    }

    /// What is missing in a footprint and what it rests on, as sentences.
    static List<String> notes(Footprint sum, GridBasis basis) {
        List<String> notes = new ArrayList<>();
        BigDecimal energy = sum.get(Amount.ENERGY);
        hours(
                notes,
                sum,
                Amount.GPU_SECONDS_WITHOUT_POWER,
                "name no GPU whose rated power is known and were not"
                        + " metered: their energy is not known and in no sum");
        hours(
                notes,
                sum,
                Amount.GPU_SECONDS_OF_UNKNOWN_LOAD,
                "say no utilization: their energy is that of a GPU that"
                        + " trains, and its range reaches from idle to the rated power");
        hours(
                notes,
                sum,
                Amount.GPU_SECONDS_WITHOUT_HOST,
                "name no machine of the catalog: processors and memory" + " around their GPUs are left out");
        hours(
                notes,
                sum,
                Amount.GPU_SECONDS_WITH_THE_MACHINE,
                "were metered only with their whole machine: their" + " energy is with what nobody held of it");
        hours(notes, sum, Amount.GPU_SECONDS_WITHOUT_EMBODIED, "name no hardware: what it took to make is not known");
        if (sum.get(Amount.ENERGY_WITHOUT_OVERHEAD).signum() != 0) {
            notes.add(shown(sum.get(Amount.ENERGY_WITHOUT_OVERHEAD)) + " kWh are in buildings whose overhead (PUE) is"
                    + " not known: it is left out");
        }
        if (sum.get(Amount.ENERGY_WITHOUT_GRID).signum() != 0) {
            notes.add(shown(sum.get(Amount.ENERGY_WITHOUT_GRID)) + " of " + shown(energy) + " kWh have no "
                    + basis.text() + " intensity, and their emissions are in no sum: " + remedy(basis));
        }
        if (sum.silentCharges() > 0) {
            notes.add(sum.silentCharges() + " lines of bills for compute say no GPU time and no energy: what was not"
                    + " metered has none here");
        }
        if (knowsEnergy(sum)) {
            notes.add("intensity is " + basis.text() + ", " + basis.meaning() + "; "
                    + percent(sum.get(Amount.HOURLY_ENERGY), energy) + " % of the energy has it by the hour, "
                    + percent(sum.get(Amount.MEASURED_ENERGY), energy)
                    + " % of the energy was metered; the rest is estimated, with its range:"
                    + " docs/concepts/energy.md");
        }
        return notes;
    }

    private static String remedy(GridBasis basis) {
        return switch (basis) {
            case LOCATION_BASED -> "name provider and region in usage, or import grid figures with outlay import grid";
            case MARKET_BASED ->
                "the provider publishes none, so import your supplier's with outlay import grid and kind market-based";
            case DIRECT, MARGINAL ->
                "it is known only where grid figures were taken in, with outlay carbon fetch or outlay import grid";
        };
    }

    private static void hours(List<String> notes, Footprint sum, Amount amount, String sentence) {
        if (sum.get(amount).signum() != 0) {
            notes.add(shown(Decimals.hours(sum.get(amount))) + " of "
                    + shown(Decimals.hours(sum.get(Amount.GPU_SECONDS))) + " GPU-hours " + sentence);
        }
    }

    private static String shown(BigDecimal value) {
        return Decimals.text(value.setScale(2, RoundingMode.HALF_EVEN));
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? "0" : Texts.percent(part, whole);
    }
}
