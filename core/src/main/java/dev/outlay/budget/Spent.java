package dev.outlay.budget;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What was spent against a budget, in the unit of its limit.
///
/// `period` is the running period, or the last one of a budget that has ended. It counts what began in it at `from`
/// or later, which is its start or when the budget was reset, and before `until`. `notCounted` holds by unit what a
/// budget leaves out: money in other currencies, for energy the GPU-hours of unknown power, for emissions the kWh
/// of unknown grids. `unknown` counts the charges of which nothing could be told, such as those without a price.
/// Immutable and thread-safe.
public record Spent(
        Span period,
        Instant from,
        Instant until,
        BigDecimal amount,
        Map<String, BigDecimal> notCounted,
        long charges,
        long unknown) {

    public Spent {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(amount, "amount");
        notCounted = Collections.unmodifiableMap(new TreeMap<>(notCounted));
    }
}
