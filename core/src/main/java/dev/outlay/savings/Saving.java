package dev.outlay.savings;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one step saved in one currency: the baseline and the cost of the usage that could be compared.
///
/// `low` and `high` bound the saving: over the on-demand prices known for the same thing, and for autoscaling from
/// a fleet that serves 95 percent of the time to one that serves the peak. Both equal the saving where nothing is
/// uncertain. `compared` counts uses per day and lines of bills. `bases` counts them by what the baseline rests on,
/// a price's id and date. `byDay` is the saving of each UTC day, summing to the whole. Immutable and thread-safe.
public record Saving(
        Step step,
        Money baseline,
        Money actual,
        Money low,
        Money high,
        long compared,
        SortedMap<String, Long> bases,
        SortedMap<LocalDate, BigDecimal> byDay) {

    public Saving {
        Objects.requireNonNull(step, "step");
        bases = Collections.unmodifiableSortedMap(new TreeMap<>(bases));
        byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
    }

    /// Baseline less cost; negative where the change cost more than it spared.
    public Money saved() {
        return baseline.minus(actual);
    }
}
