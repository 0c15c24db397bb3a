package dev.outlay.utilization;

import dev.outlay.ledger.Signal;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sums readings of one signal of one thing up, in the order of their starts. Not thread-safe.
final class Meter {

    private static final int DIGITS = 18;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal P95 = new BigDecimal("0.95");
    private static final BigDecimal P99 = new BigDecimal("0.99");

    /// An unbroken time below the idle line, of one part of the thing.
    private static final class Stretch {
        private Instant from;
        private Instant to;
        private BigDecimal weight = BigDecimal.ZERO;

        private Stretch(Instant from) {
            this.from = from;
            this.to = from;
        }
    }

    private final Signal signal;
    private final LoadSettings settings;
    private final Distribution distribution;
    private final Map<String, Stretch> stretches = new HashMap<>();
    private final Map<String, Instant> measuredUpTo = new HashMap<>();
    private final Windows windows;
    private BigDecimal weighted = BigDecimal.ZERO;
    private BigDecimal weight = BigDecimal.ZERO;
    private BigDecimal idle = BigDecimal.ZERO;
    private BigDecimal longIdle = BigDecimal.ZERO;
    private Duration longest = Duration.ZERO;
    private @Nullable BigDecimal max;
    private long readings;

    Meter(Signal signal, LoadSettings settings) {
        this.signal = signal;
        this.settings = settings;
        this.distribution = new Distribution(settings.exactValues());
        this.windows = new Windows(settings.window());
    }

    /// A reading of a part that is read once at a time: what was measured already is not measured again.
    void addOnce(String part, Span span, BigDecimal value) {
        Instant from = measuredUpTo.getOrDefault(part, span.from());
        if (!from.isBefore(span.to())) {
            return;
        }
        measuredUpTo.put(part, span.to());
        add(part, from.isAfter(span.from()) ? new Span(from, span.to()) : span, value, BigDecimal.ONE);
    }

    /// A reading of a part of the thing, such as a device, of which so much was held.
    void add(String part, Span span, BigDecimal value, BigDecimal held) {
        BigDecimal its = span.seconds().multiply(held);
        weight = weight.add(its);
        weighted = weighted.add(value.multiply(its));
        distribution.add(value, its);
        windows.add(span, value, its);
        max = max == null ? value : max.max(value);
        longest = longest.compareTo(span.length()) < 0 ? span.length() : longest;
        readings++;
        if (countsIdle(signal) && value.compareTo(settings.idleBelow()) < 0) {
            idle = idle.add(its);
            stretch(part, span, its);
        }
    }

    /// What was measured; empty where nothing was.
    Optional<Series> series() {
        if (max == null || weight.signum() == 0) {
            return Optional.empty();
        }
        stretches.values().forEach(this::end);
        stretches.clear();
        BigDecimal[] percentiles = distribution.percentiles(HALF, P95, P99);
        boolean idles = countsIdle(signal);
        return Optional.of(new Series(
                signal,
                Decimals.normal(weight),
                readings,
                longest,
                part(weighted),
                percentiles[0],
                percentiles[1],
                percentiles[2],
                Decimals.normal(max),
                windows.peak(),
                idles ? part(idle) : null,
                idles ? part(longIdle) : null,
                distribution.precision()));
    }

    BigDecimal weight() {
        return weight;
    }

    /// Whether little of this signal means that nothing is done: memory may be held and power drawn for nothing.
    private static boolean countsIdle(Signal signal) {
        return switch (signal) {
            case GPU_UTILIZATION, SM_ACTIVE, CPU_UTILIZATION -> true;
            // work without tensor cores is work
            case TENSOR_ACTIVE, GPU_MEMORY_USED, POWER, MEMORY_UTILIZATION -> false;
        };
    }

    private void stretch(String part, Span span, BigDecimal its) {
        Stretch open = stretches.get(part);
        if (open == null || span.from().isAfter(open.to)) {
            if (open != null) {
                end(open);
            }
            open = new Stretch(span.from());
            stretches.put(part, open);
        }
        open.to = span.to().isAfter(open.to) ? span.to() : open.to;
        open.weight = open.weight.add(its);
    }

    private void end(Stretch stretch) {
        if (Duration.between(stretch.from, stretch.to).compareTo(settings.stretch()) >= 0) {
            longIdle = longIdle.add(stretch.weight);
        }
    }

    private BigDecimal part(BigDecimal of) {
        return Decimals.normal(of.divide(weight, DIGITS, RoundingMode.HALF_EVEN));
    }
}
