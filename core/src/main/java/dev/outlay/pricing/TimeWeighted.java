package dev.outlay.pricing;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// A value that held for some time, kept as value times seconds, so that means of any pieces add up exactly.
///
/// `integral` is the sum of each value times the seconds it held, `seconds` how long any value was known; both are
/// exact. However a span is cut, the pieces sum to the whole, so the mean is the same. Immutable and thread-safe.
public record TimeWeighted(BigDecimal integral, BigDecimal seconds) {

    /// Nothing was known.
    public static final TimeWeighted NOTHING = new TimeWeighted(BigDecimal.ZERO, BigDecimal.ZERO);

    /// The fractional digits of a mean, which are those of money.
    public static final int SCALE = 18;

    public TimeWeighted {
        integral = Decimals.normal(integral);
        seconds = Decimals.normal(seconds);
        if (seconds.signum() < 0) {
            throw new IllegalArgumentException("time that passed is not negative: " + seconds.toPlainString());
        }
    }

    /// A value that held for a whole span.
    public static TimeWeighted of(BigDecimal value, Span held) {
        BigDecimal seconds = held.seconds();
        return new TimeWeighted(value.multiply(seconds), seconds);
    }

    public TimeWeighted plus(TimeWeighted other) {
        return new TimeWeighted(integral.add(other.integral), seconds.add(other.seconds));
    }

    /// The mean over the time in which a value was known, rounded once, half-even, to 18 fractional digits; empty
    /// where none was.
    public Optional<BigDecimal> mean() {
        return seconds.signum() == 0
                ? Optional.empty()
                : Optional.of(Decimals.normal(integral.divide(seconds, SCALE, RoundingMode.HALF_EVEN)));
    }
}
