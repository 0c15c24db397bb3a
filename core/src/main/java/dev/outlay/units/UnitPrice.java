package dev.outlay.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;

/// Money for one unit of something: 3.06 USD per hour, 0.023 USD per GiB-month.
///
/// A price of zero is a price (a free tier); a price that is not known is no `UnitPrice`. Throws
/// [IllegalArgumentException] on a negative price. Immutable and thread-safe.
///
/// Example: `UnitPrice.of("USD", "3.06", PricingUnit.HOUR).over(span)`.
public record UnitPrice(Money price, PricingUnit unit) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    public UnitPrice {
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(unit, "unit");
        if (price.isNegative()) {
            throw new IllegalArgumentException("a price is not negative: " + price + " per " + unit.text());
        }
    }

    public static UnitPrice of(String currency, String amount, PricingUnit unit) {
        return new UnitPrice(Money.of(currency, amount), unit);
    }

    /// The price of a quantity, rounded half-even to 18 fractional digits.
    public Money times(BigDecimal quantity) {
        return price.times(quantity);
    }

    /// The price of holding a quantity for a span, for prices by the hour, GPU-hour, vCPU-hour or GiB-hour.
    ///
    /// Exact to 18 fractional digits and additive: however a span is cut, the pieces sum to the whole, because each
    /// piece is the difference of two readings of one meter that has run since 1970. Throws
    /// [IllegalArgumentException] where the unit is not by the hour.
    public Money over(Span span, BigDecimal quantity) {
        return over(span, quantity, BigDecimal.ONE);
    }

    /// The price of holding a part of what is priced, `quantity` out of `whole`, as three GPUs out of a machine's
    /// eight; see [#over(Span, BigDecimal)]. Throws [IllegalArgumentException] where the whole is not above zero.
    public Money over(Span span, BigDecimal quantity, BigDecimal whole) {
        if (!unit.byTheHour()) {
            throw new IllegalArgumentException("a price per " + unit.text() + " does not rate time: " + price);
        }
        if (whole.signum() <= 0) {
            throw new IllegalArgumentException("a part is held of a whole above zero: " + whole.toPlainString());
        }
        BigDecimal perHour = price.amount().multiply(quantity);
        BigDecimal divisor = SECONDS_PER_HOUR.multiply(whole);
        return new Money(
                price.currency(), meter(perHour, divisor, span.to()).subtract(meter(perHour, divisor, span.from())));
    }

    /// The price of holding one for a span; see [#over(Span, BigDecimal)].
    public Money over(Span span) {
        return over(span, BigDecimal.ONE);
    }

    @Override
    public String toString() {
        return price + " per " + unit.text();
    }

    // floor, not half-even: a floor moves with whole last digits, so spans of equal length that cost a whole number
    // of last digits cost the same wherever they lie
    private static BigDecimal meter(BigDecimal perHour, BigDecimal divisor, Instant reading) {
        return perHour.multiply(Span.seconds(reading)).divide(divisor, Money.MAXIMUM_SCALE, RoundingMode.FLOOR);
    }
}
