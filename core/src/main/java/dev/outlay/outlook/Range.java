package dev.outlay.outlook;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// An estimate and the span that is meant to hold nine of ten outcomes, in the unit of what is estimated.
///
/// May be negative, as credits are. Throws [IllegalArgumentException] where the value lies outside of its span.
/// Immutable and thread-safe.
public record Range(BigDecimal value, BigDecimal low, BigDecimal high) {

    /// The probability with which the outcome is meant to lie within.
    public static final double LEVEL = 0.9;

    // an estimate is worth no more digits than this
    private static final int DIGITS = 2;

    public Range {
        value = Decimals.normal(value);
        low = Decimals.normal(low);
        high = Decimals.normal(high);
        if (low.compareTo(value) > 0 || high.compareTo(value) < 0) {
            throw new IllegalArgumentException(
                    "an estimate lies within its span: " + value + ", " + low + " to " + high);
        }
    }

    /// What is known to the last digit.
    public static Range exactly(BigDecimal value) {
        return new Range(value, value, value);
    }

    /// The same estimate with a known amount on top.
    public Range plus(BigDecimal amount) {
        return new Range(value.add(amount), low.add(amount), high.add(amount));
    }

    /// A part or a multiple of this. Throws [IllegalArgumentException] on a negative factor.
    public Range times(double factor) {
        if (!(factor >= 0)) {
            throw new IllegalArgumentException("a part of an estimate is not negative: " + factor);
        }
        BigDecimal by = BigDecimal.valueOf(factor);
        return new Range(
                Decimals.rounded(value.multiply(by)),
                Decimals.rounded(low.multiply(by)),
                Decimals.rounded(high.multiply(by)));
    }

    /// A double as an estimate's decimal: two fractional digits, half-even.
    static BigDecimal decimal(double estimate) {
        return BigDecimal.valueOf(estimate).setScale(DIGITS, RoundingMode.HALF_EVEN);
    }
}
