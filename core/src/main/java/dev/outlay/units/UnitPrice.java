package dev.outlay.units;

import java.math.BigDecimal;
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
        return new Money(price.currency(), Part.WHOLE.of(perHour, SECONDS_PER_HOUR.multiply(whole), span));
    }

    /// The price of a part of `count` of what is priced, held for a span: parts that lie side by side sum to the
    /// price of all `count` to the last digit; see [Part#of] and [#over(Span, BigDecimal)].
    public Money over(Span span, BigDecimal count, Part part) {
        if (!unit.byTheHour()) {
            throw new IllegalArgumentException("a price per " + unit.text() + " does not rate time: " + price);
        }
        return new Money(price.currency(), part.of(price.amount().multiply(count), SECONDS_PER_HOUR, span));
    }

    /// The price of holding one for a span; see [#over(Span, BigDecimal)].
    public Money over(Span span) {
        return over(span, BigDecimal.ONE);
    }

    @Override
    public String toString() {
        return price + " per " + unit.text();
    }
}
