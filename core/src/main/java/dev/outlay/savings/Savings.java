package dev.outlay.savings;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The savings of a span in each currency, and what could not be compared, by reason.
///
/// `firstDay` and `lastDay` are the UTC days of the first and the last charge, null without any charge. A reason
/// counts uses per day and lines of bills over all currencies. Immutable and thread-safe.
public record Savings(
        List<CurrencySavings> currencies,
        Map<Step, SortedMap<String, Long>> notCompared,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay) {

    public Savings {
        currencies = List.copyOf(currencies);
        Map<Step, SortedMap<String, Long>> copy = new EnumMap<>(Step.class);
        notCompared.forEach((step, reasons) -> copy.put(step, Collections.unmodifiableSortedMap(reasons)));
        notCompared = Collections.unmodifiableMap(copy);
    }

    /// How many uses and lines a step could not compare.
    public long missed(Step step) {
        return notCompared.get(step) == null
                ? 0
                : notCompared.get(step).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
