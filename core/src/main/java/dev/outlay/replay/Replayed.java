package dev.outlay.replay;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What usage would have cost under policies that hold together, in one currency.
///
/// `actual` is what the ledger says it did cost, everything counted; `replayed` is what it would have, between
/// `low` and `high` where something of it is uncertain. `interruptions` is the part of `replayed` that spot
/// capacity adds for work done again. `billed` is the cost of lines of bills, which stand as they are unless a
/// policy says otherwise. `changed` counts uses per day that are otherwise, and `kept` those that are not, by
/// reason; `unpriced` counts rated parts without a price. `basis` holds the prices of what changed, by id and date.
/// `savedByDay` sums to `actual` less `replayed`. Immutable and thread-safe.
public record Replayed(
        List<Policy> policies,
        Money actual,
        Money replayed,
        Money low,
        Money high,
        Money interruptions,
        Money billed,
        long changed,
        long unpriced,
        SortedMap<String, Long> kept,
        SortedMap<String, Long> basis,
        SortedMap<LocalDate, BigDecimal> savedByDay,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay) {

    public Replayed {
        policies = List.copyOf(policies);
        Objects.requireNonNull(actual, "actual");
        Objects.requireNonNull(replayed, "replayed");
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
        basis = Collections.unmodifiableSortedMap(new TreeMap<>(basis));
        savedByDay = Collections.unmodifiableSortedMap(new TreeMap<>(savedByDay));
    }

    /// Below zero where it would have cost more.
    public Money saved() {
        return actual.minus(replayed);
    }

    /// The policies as they are written.
    public String text() {
        return String.join("+", policies.stream().map(Policy::text).toList());
    }
}
