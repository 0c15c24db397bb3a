package dev.outlay.budget;

import dev.outlay.energy.Footprint;
import dev.outlay.energy.Footprint.Amount;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Totals;
import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What fell under one budget in one slice of time, as the ledger sums it: GPU-seconds for GPU-hours, grams for
/// kilograms, in what is left out too. Immutable.
record Cell(BigDecimal amount, Map<String, BigDecimal> leftOut, long charges, long unknown) {

    static final Cell NOTHING = new Cell(BigDecimal.ZERO, Map.of(), 0, 0);

    /// The part of a row of totals that counts for a budget, where `value` is the budget's measure of that row.
    static Cell of(Budget budget, Totals.Row row, @Nullable BigDecimal value) {
        if (!(budget.limit().unit() instanceof BudgetUnit.Currency own)) {
            return new Cell(value == null ? BigDecimal.ZERO : value, Map.of(), row.charges(), 0);
        }
        if (Costs.NO_CURRENCY.equals(row.currency()) || value == null) {
            return new Cell(BigDecimal.ZERO, Map.of(), row.charges(), row.charges());
        }
        return own.code().equals(row.currency())
                ? new Cell(value, Map.of(), row.charges(), row.unpriced())
                : new Cell(BigDecimal.ZERO, Map.of(String.valueOf(row.currency()), value), row.charges(), 0);
    }

    /// The part of a footprint that counts for a budget of energy or emissions.
    static Cell of(Budget budget, Footprint footprint) {
        boolean emissions = budget.limit().unit() == BudgetUnit.Physical.KILOGRAMS_CO2E;
        BigDecimal left = footprint.get(emissions ? Amount.ENERGY_WITHOUT_GRID : Amount.GPU_SECONDS_WITHOUT_POWER);
        String unit = (emissions ? BudgetUnit.Physical.KILOWATT_HOURS : BudgetUnit.Physical.GPU_HOURS).text();
        return new Cell(
                footprint.get(emissions ? Amount.EMISSIONS : Amount.ENERGY),
                left.signum() == 0 ? Map.of() : Map.of(unit, left),
                footprint.charges(),
                footprint.silentCharges());
    }

    Cell plus(Cell other) {
        return new Cell(
                amount.add(other.amount),
                sum(leftOut, other.leftOut),
                charges + other.charges,
                unknown + other.unknown);
    }

    Cell minus(Cell other) {
        Map<String, BigDecimal> less = new HashMap<>();
        other.leftOut.forEach((unit, left) -> less.put(unit, left.negate()));
        return plus(new Cell(other.amount.negate(), less, -other.charges, -other.unknown));
    }

    /// What is left out, by unit, as a person reads it.
    Map<String, BigDecimal> notCounted() {
        Map<String, BigDecimal> shown = new HashMap<>();
        leftOut.forEach((unit, left) -> shown.put(
                unit,
                unit.equals(BudgetUnit.Physical.GPU_HOURS.text()) ? Decimals.hours(left) : Decimals.normal(left)));
        return shown;
    }

    private static Map<String, BigDecimal> sum(Map<String, BigDecimal> one, Map<String, BigDecimal> other) {
        if (one.isEmpty() && other.isEmpty()) {
            return Map.of();
        }
        Map<String, BigDecimal> sum = new HashMap<>(one);
        other.forEach((unit, left) -> sum.merge(unit, left, BigDecimal::add));
        // what was taken back whole is as if it had never been
        sum.values().removeIf(left -> left.signum() == 0);
        return Map.copyOf(sum);
    }
}
