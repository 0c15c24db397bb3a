package dev.outlay.budget;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.Locale;

/// An amount that is expected, between the ends of its interval.
///
/// `low` and `high` are the ends of the 90 % interval of a prediction; all three are the same where somebody states
/// the amount. Not negative, and in order: throws [IllegalArgumentException] otherwise. Immutable and thread-safe.
public record Expected(BigDecimal low, BigDecimal value, BigDecimal high) {

    /// Which end of an interval is reserved.
    public enum End {
        /// What is expected: half of all jobs will take less, half more.
        EXPECTED,
        /// The upper end of the 90 % interval: one job in twenty will take more.
        UPPER;

        /// How it is written: `expected` or `upper`.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The end of a written name. Throws [IllegalArgumentException] listing the known ones.
        public static End of(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "expected", "median" -> EXPECTED;
                case "upper" -> UPPER;
                default ->
                    throw new IllegalArgumentException(
                            "what is reserved is the expected amount or the upper end of its interval: expected or"
                                    + " upper, not " + text);
            };
        }
    }

    public Expected {
        low = Decimals.rounded(low);
        value = Decimals.rounded(value);
        high = Decimals.rounded(high);
        if (low.signum() < 0 || low.compareTo(value) > 0 || value.compareTo(high) > 0) {
            throw new IllegalArgumentException("an expected amount is not negative and within its interval: "
                    + Decimals.text(low) + ", " + Decimals.text(value) + ", " + Decimals.text(high));
        }
    }

    /// An amount that is not in doubt.
    public static Expected exactly(BigDecimal value) {
        return new Expected(value, value, value);
    }

    /// One end of the interval.
    public BigDecimal at(End end) {
        return switch (end) {
            case EXPECTED -> value;
            case UPPER -> high;
        };
    }

    /// The same of a multiple, which is not negative.
    public Expected times(BigDecimal factor) {
        return new Expected(low.multiply(factor), value.multiply(factor), high.multiply(factor));
    }
}
