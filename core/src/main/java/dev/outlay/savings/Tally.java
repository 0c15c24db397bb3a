package dev.outlay.savings;

import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/// The running sums of one step in one currency. Not thread-safe.
final class Tally {

    private BigDecimal baseline = BigDecimal.ZERO;
    private BigDecimal actual = BigDecimal.ZERO;
    private BigDecimal low = BigDecimal.ZERO;
    private BigDecimal high = BigDecimal.ZERO;
    private long compared;
    private final SortedMap<String, Long> bases = new TreeMap<>();
    private final SortedMap<LocalDate, BigDecimal> byDay = new TreeMap<>();

    /// Counts so many uses or lines whose baseline rests on something.
    void count(long uses, String basis) {
        compared += uses;
        bases.merge(basis, uses, Long::sum);
    }

    /// Adds a comparison of one day; `lowBaseline` and `highBaseline` bound its baseline.
    void add(
            LocalDate day,
            BigDecimal addedBaseline,
            BigDecimal addedActual,
            BigDecimal lowBaseline,
            BigDecimal highBaseline) {
        baseline = baseline.add(addedBaseline);
        actual = actual.add(addedActual);
        low = low.add(lowBaseline.subtract(addedActual));
        high = high.add(highBaseline.subtract(addedActual));
        byDay.merge(day, addedBaseline.subtract(addedActual), BigDecimal::add);
    }

    /// Adds a cost that has no day of its own, of which the days' savings are told apart.
    void addWhole(BigDecimal cost, BigDecimal lowSaving, BigDecimal highSaving, SortedMap<LocalDate, BigDecimal> days) {
        BigDecimal saved = days.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        baseline = baseline.add(cost).add(saved);
        actual = actual.add(cost);
        low = low.add(lowSaving);
        high = high.add(highSaving);
        days.forEach((day, amount) -> byDay.merge(day, amount, BigDecimal::add));
    }

    Saving saving(Step step, String currency) {
        return new Saving(
                step,
                new Money(currency, baseline),
                new Money(currency, actual),
                new Money(currency, Decimals.rounded(low)),
                new Money(currency, Decimals.rounded(high)),
                compared,
                bases,
                byDay);
    }
}
