package dev.outlay.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A price that moved so far, or lies so low, that somebody wanted to be told.
///
/// `before` is the price it is held against: the first of the span for a drop or a surge, the lowest of the span
/// for a low. `percent` says how far `now` lies from it, negative below, rounded half-even to two digits; null
/// where it was free, because of nothing there is no percent. Immutable and thread-safe.
public record PriceAlert(
        Kind kind,
        PricedThing thing,
        PriceStretch before,
        PriceStretch now,
        @Nullable BigDecimal percent) {

    /// Why somebody is told.
    public enum Kind {
        /// The price is lower than when the span began.
        DROP,
        /// The price is higher than when the span began.
        SURGE,
        /// The price is at its lowest of the span, or near it.
        LOW;

        /// How it is written in files and on screens, such as `drop`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// From how many percent on somebody wants to be told; a threshold is met where it is reached.
    ///
    /// `drop` and `surge` are above zero, `low` is zero or more. Throws [IllegalArgumentException] otherwise.
    public record Thresholds(BigDecimal drop, BigDecimal surge, BigDecimal low) {

        public Thresholds {
            Objects.requireNonNull(drop, "drop");
            Objects.requireNonNull(surge, "surge");
            if (drop.signum() <= 0 || surge.signum() <= 0 || low.signum() < 0) {
                throw new IllegalArgumentException("a drop and a surge are above zero percent, a low is not negative: "
                        + drop.toPlainString() + ", " + surge.toPlainString() + ", " + low.toPlainString());
            }
        }
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /// The alerts of one thing, compared exactly. A price that did not change in the span is neither of them: it is
    /// as high as it is low.
    public static List<PriceAlert> of(PriceStatistics statistics, Thresholds thresholds) {
        PriceStretch first = statistics.first();
        PriceStretch current = statistics.current();
        List<PriceAlert> alerts = new ArrayList<>();
        BigDecimal moved = hundredfold(first, current);
        BigDecimal base = first.amount().amount();
        if (moved.negate().compareTo(base.multiply(thresholds.drop())) >= 0 && moved.signum() < 0) {
            alerts.add(alert(Kind.DROP, statistics, first));
        }
        if (moved.compareTo(base.multiply(thresholds.surge())) >= 0 && moved.signum() > 0) {
            alerts.add(alert(Kind.SURGE, statistics, first));
        }
        PriceStretch lowest = statistics.lowest();
        BigDecimal above = hundredfold(lowest, current);
        boolean near = above.compareTo(lowest.amount().amount().multiply(thresholds.low())) <= 0;
        if (near && !lowest.amount().equals(statistics.highest().amount())) {
            alerts.add(alert(Kind.LOW, statistics, lowest));
        }
        return alerts;
    }

    // a hundred times how far a price lies above another, to be held against so many percent of that
    private static BigDecimal hundredfold(PriceStretch from, PriceStretch to) {
        return to.amount().minus(from.amount()).amount().multiply(HUNDRED);
    }

    private static PriceAlert alert(Kind kind, PriceStatistics statistics, PriceStretch before) {
        PriceStretch now = statistics.current();
        BigDecimal percent =
                PriceStatistics.percent(before.amount(), now.amount()).orElse(null);
        return new PriceAlert(kind, statistics.series().thing(), before, now, percent);
    }
}
