package dev.outlay.utilization;

import dev.outlay.ledger.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one signal of one thing was over a span, weighted by time and by how much was held.
///
/// `weight` is the time that was measured, in seconds times the pieces that were held (two GPUs or slices of GPUs
/// count twice); `readings` counts the facts and `longest` is the longest of them, within which nothing is known.
/// `mean` is exact to 18 digits. The percentile q is the smallest value that was not exceeded in the part q of the
/// weight (no interpolation), exact to `precision`, which is zero where every value was kept. `max` is the highest
/// reading; `windowPeak` the highest mean of a window of fixed length, or of a reading that is longer. `idleShare`
/// is the part of the weight with readings below the idle line, `longIdleShare` that in unbroken stretches; both
/// are null for signals that are no share of work done. Immutable and thread-safe.
public record Series(
        Signal signal,
        BigDecimal weight,
        long readings,
        Duration longest,
        BigDecimal mean,
        BigDecimal p50,
        BigDecimal p95,
        BigDecimal p99,
        BigDecimal max,
        BigDecimal windowPeak,
        @Nullable BigDecimal idleShare,
        @Nullable BigDecimal longIdleShare,
        BigDecimal precision) {

    public Series {
        Objects.requireNonNull(signal, "signal");
        if (weight.signum() <= 0 || readings < 1) {
            throw new IllegalArgumentException("a series has readings: " + readings + " over " + weight);
        }
    }

    /// Whether every value was kept, so that the percentiles are exact.
    public boolean isExact() {
        return precision.signum() == 0;
    }
}
