package dev.outlay.energy;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;

/// A figure that is not known exactly: what it is taken to be, and between what it may lie.
///
/// In whatever unit its name says. A figure that is exact has one value for all three. Throws
/// [IllegalArgumentException] unless `low` <= `value` <= `high` and none is negative. Immutable and thread-safe.
///
/// Example: a GPU of 700 W at full load draws `new Range(420, 616, 700)` watts.
public record Range(BigDecimal low, BigDecimal value, BigDecimal high) {

    public static final Range NOTHING = exactly(BigDecimal.ZERO);

    public Range {
        if (low.signum() < 0 || low.compareTo(value) > 0 || value.compareTo(high) > 0) {
            throw new IllegalArgumentException("a range holds its value and is not negative: " + low.toPlainString()
                    + " to " + high.toPlainString() + " around " + value.toPlainString());
        }
    }

    /// A figure that is known.
    public static Range exactly(BigDecimal value) {
        return new Range(value, value, value);
    }

    public Range plus(Range other) {
        return new Range(low.add(other.low), value.add(other.value), high.add(other.high));
    }

    /// Both ends and the value times a factor that is not negative.
    public Range times(BigDecimal factor) {
        return new Range(low.multiply(factor), value.multiply(factor), high.multiply(factor));
    }

    /// End by end: the least is the least of both.
    public Range times(Range other) {
        return new Range(low.multiply(other.low), value.multiply(other.value), high.multiply(other.high));
    }

    /// Watts drawn for so many seconds, as kilowatt-hours, each rounded half-even to 18 fractional digits.
    Range kilowattHours(BigDecimal seconds) {
        return new Range(kilowattHours(low, seconds), kilowattHours(value, seconds), kilowattHours(high, seconds));
    }

    private static BigDecimal kilowattHours(BigDecimal watts, BigDecimal seconds) {
        return Decimals.hours(watts.multiply(seconds).movePointLeft(3));
    }
}
