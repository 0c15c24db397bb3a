package dev.outlay.utilization;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The highest mean of windows of a fixed length that lie side by side from 1970 on. A reading as long as a window
/// is one of its own: what was in it is not known. Readings come in the order of their starts. Not thread-safe.
final class Windows {

    private static final int DIGITS = 18;
    private static final long MICROS = 1_000_000;

    private static final class Sum {
        private BigDecimal weighted = BigDecimal.ZERO;
        private BigDecimal weight = BigDecimal.ZERO;
    }

    private final Duration length;
    private final long micros;
    // the window that readings now start in and the one that they may reach into
    private final TreeMap<Long, Sum> open = new TreeMap<>();
    private @Nullable BigDecimal peak;

    Windows(Duration length) {
        this.length = length;
        this.micros = length.toNanos() / 1000;
    }

    void add(Span span, BigDecimal value, BigDecimal weight) {
        if (span.length().compareTo(length) >= 0) {
            raise(value);
            return;
        }
        long first = Math.floorDiv(micros(span.from()), micros);
        while (!open.isEmpty() && open.firstKey() < first) {
            close(open.pollFirstEntry().getValue());
        }
        long next = (first + 1) * micros;
        long end = micros(span.to());
        if (end <= next) {
            add(first, value, weight);
            return;
        }
        BigDecimal within = weight.multiply(BigDecimal.valueOf(next - micros(span.from())))
                .divide(BigDecimal.valueOf(end - micros(span.from())), DIGITS, RoundingMode.HALF_EVEN);
        add(first, value, within);
        add(first + 1, value, weight.subtract(within));
    }

    /// The highest mean; zero where nothing was added.
    BigDecimal peak() {
        open.values().forEach(this::close);
        open.clear();
        return peak == null ? BigDecimal.ZERO : Decimals.normal(peak);
    }

    private void add(long window, BigDecimal value, BigDecimal weight) {
        Sum sum = open.computeIfAbsent(window, _ -> new Sum());
        sum.weighted = sum.weighted.add(value.multiply(weight));
        sum.weight = sum.weight.add(weight);
    }

    private void close(Sum sum) {
        if (sum.weight.signum() > 0) {
            raise(sum.weighted.divide(sum.weight, DIGITS, RoundingMode.HALF_EVEN));
        }
    }

    private void raise(BigDecimal value) {
        peak = peak == null ? value : peak.max(value);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }
}
