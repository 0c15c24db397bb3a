package dev.outlay.pricing;

import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A thing's prices over a span in a few figures.
///
/// `mean` is weighted by time over the part of the span in which a price is known, which took `known` seconds; null
/// where that is none, because the only price begins with the end of the span. `first` is the price that held when
/// the span began, or the first that is known in it; `current` the one that holds when it ends. A price that begins
/// with the end of the span counts for `current`, `lowest` and `highest`. Immutable and thread-safe.
public record PriceStatistics(
        PriceSeries series,
        Span span,
        @Nullable Money mean,
        BigDecimal known,
        PriceStretch first,
        PriceStretch current,
        PriceStretch lowest,
        PriceStretch highest) {

    private static final int PERCENT_SCALE = 2;

    /// The figures of a series; empty where no price is known in the span.
    public static Optional<PriceStatistics> of(PriceSeries series, Span span) {
        Span seen = withEnd(span);
        List<PriceStretch> within = series.within(seen);
        return within.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceStatistics(
                        series,
                        span,
                        series.mean(span).orElse(null),
                        series.over(span).seconds(),
                        within.getFirst(),
                        within.getLast(),
                        series.lowest(seen).orElseThrow(),
                        series.highest(seen).orElseThrow()));
    }

    /// A span and the instant of its end, which is what has to be read for the price that holds when it ends.
    public static Span withEnd(Span span) {
        return new Span(span.from(), span.to().plus(1, ChronoUnit.MICROS));
    }

    /// How far the current price lies above the first (below: negative) in percent of it, rounded half-even to two
    /// digits; empty where the first was zero.
    public Optional<BigDecimal> changePercent() {
        return percent(first.amount(), current.amount());
    }

    /// How far the highest price lies above the lowest in percent of it; empty where the lowest was zero.
    public Optional<BigDecimal> swingPercent() {
        return percent(lowest.amount(), highest.amount());
    }

    /// How many times the price changed in the span.
    public int changes() {
        return series.within(withEnd(span)).size() - 1;
    }

    /// How far a price lies above another in percent of that, rounded half-even to two digits; empty where that is
    /// zero.
    public static Optional<BigDecimal> percent(Money from, Money to) {
        return from.isZero()
                ? Optional.empty()
                : Optional.of(to.minus(from)
                        .amount()
                        .movePointRight(2)
                        .divide(from.amount(), PERCENT_SCALE, RoundingMode.HALF_EVEN));
    }
}
