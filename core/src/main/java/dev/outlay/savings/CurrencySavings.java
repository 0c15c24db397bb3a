package dev.outlay.savings;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was saved in one currency: `cost` is what everything did cost, compared or not, and `lines` has a line for
/// each [Step] in the order of the chain. Immutable and thread-safe.
public record CurrencySavings(Money cost, List<Saving> lines) {

    public CurrencySavings {
        lines = List.copyOf(lines);
    }

    /// What the same usage would have cost without any of the steps.
    public Money baseline() {
        return cost.plus(saved());
    }

    /// The savings of all steps.
    public Money saved() {
        return lines.stream().map(Saving::saved).reduce(Money.zero(cost.currency()), Money::plus);
    }

    /// What was saved on each UTC day, all steps together.
    public SortedMap<LocalDate, BigDecimal> byDay() {
        var days = new TreeMap<LocalDate, BigDecimal>();
        lines.forEach(line -> line.byDay().forEach((day, amount) -> days.merge(day, amount, BigDecimal::add)));
        return days;
    }
}
