package dev.outlay.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/// A stretch of something that is divided: what lies between the marks `from` and `to` on a rod of length `of`.
///
/// Shares say how much, a part also says which: parts that lie side by side without gaps sum to the whole to the
/// last digit, whatever their sizes, because what falls to each is the difference of two readings. Marks are
/// decimals, so thirds and sevenths are exact. Throws [IllegalArgumentException] unless the marks lie on the rod in
/// order and the rod has a length. Immutable and thread-safe.
///
/// Example: three equal parts are `new Part(0, 1, 3)`, `new Part(1, 2, 3)` and `new Part(2, 3, 3)`.
public record Part(BigDecimal from, BigDecimal to, BigDecimal of) {

    /// All there is.
    public static final Part WHOLE = new Part(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE);

    private static final int SCALE = 18;

    public Part {
        if (of.signum() <= 0 || from.signum() < 0 || from.compareTo(to) > 0 || to.compareTo(of) > 0) {
            throw new IllegalArgumentException("a part lies between 0 and the whole: " + from.toPlainString() + " to "
                    + to.toPlainString() + " of " + of.toPlainString());
        }
    }

    /// The first `quantity` out of `whole`.
    public static Part first(BigDecimal quantity, BigDecimal whole) {
        return new Part(BigDecimal.ZERO, quantity, whole);
    }

    /// This part of another part, as a part of the other's whole.
    public Part within(Part outer) {
        BigDecimal size = outer.to.subtract(outer.from);
        BigDecimal start = outer.from.multiply(of);
        return new Part(start.add(size.multiply(from)), start.add(size.multiply(to)), outer.of.multiply(of));
    }

    public boolean isEmpty() {
        return from.compareTo(to) == 0;
    }

    /// What falls to this part, within a span, of something that comes in at `amount` per so many `seconds`.
    ///
    /// Exact to 18 fractional digits and additive in both directions: however the span is cut and however the whole
    /// is divided, the pieces sum to the whole, because each is a difference of readings of one meter that has run
    /// since 1970.
    public BigDecimal of(BigDecimal amount, BigDecimal seconds, Span span) {
        BigDecimal divisor = seconds.multiply(of);
        BigDecimal upper = amount.multiply(to);
        BigDecimal passed = reading(upper, divisor, span.to()).subtract(reading(upper, divisor, span.from()));
        if (from.signum() == 0) {
            return passed;
        }
        BigDecimal lower = amount.multiply(from);
        return passed.subtract(reading(lower, divisor, span.to())).add(reading(lower, divisor, span.from()));
    }

    // floor, not half-even: a floor moves with whole last digits, so spans of equal length that cost a whole number
    // of last digits cost the same wherever they lie
    private static BigDecimal reading(BigDecimal amount, BigDecimal divisor, Instant at) {
        return amount.multiply(Span.seconds(at)).divide(divisor, SCALE, RoundingMode.FLOOR);
    }
}
