package dev.outlay.recommend;

import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;

/// What an advice is expected to save of what it concerns, per period.
///
/// `baseline` is what the subject costs in the period; `saving` lies between `low` and `high`, and `high` is not
/// above the baseline: nobody saves more than they spend. A negative saving is a cost, of advice to take something
/// larger. All in one currency. Throws [IllegalArgumentException] otherwise. Immutable and thread-safe.
public record Promise(Money baseline, Money saving, Money low, Money high, Per per) {

    private static final BigDecimal MONTH_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(30).toSeconds());
    private static final int FACTOR_DIGITS = 18;

    /// What a saving is counted over.
    public enum Per {
        /// Thirty days, at the pace of the span that was looked at.
        MONTH("30 days"),
        /// One training run like those that were looked at.
        RUN("run"),
        /// Once and for all.
        ONCE("once");

        private final String text;

        Per(String text) {
            this.text = text;
        }

        /// How it is written on screens: `30 days`, `run`, `once`.
        public String text() {
            return text;
        }
    }

    public Promise {
        Objects.requireNonNull(per, "per");
        if (baseline.isNegative()
                || low.compareTo(saving) > 0
                || saving.compareTo(high) > 0
                || high.compareTo(baseline) > 0) {
            throw new IllegalArgumentException("a saving lies within its interval and below what is spent: low " + low
                    + ", saving " + saving + ", high " + high + ", spent " + baseline);
        }
    }

    /// What was spent and could have been saved in a span, at the same pace over thirty days.
    public static Promise perMonth(Span span, Money baseline, Money saving, Money low, Money high) {
        BigDecimal factor = MONTH_SECONDS.divide(span.seconds(), FACTOR_DIGITS, RoundingMode.HALF_EVEN);
        return new Promise(
                baseline.times(factor), saving.times(factor), low.times(factor), high.times(factor), Per.MONTH);
    }

    /// A saving that is not above the baseline and an interval that holds it: what computes outside of these bounds
    /// is cut to them.
    public static Promise perMonthWithin(Span span, Money baseline, Money saving, Money low, Money high) {
        Money most = lower(saving, baseline);
        return perMonth(span, baseline, most, lower(low, most), lower(higher(high, most), baseline));
    }

    private static Money lower(Money one, Money other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Money higher(Money one, Money other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
