package dev.outlay.units;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/// A rate at which one currency was exchanged for another on a day, and who says so.
///
/// `rate` is how many units of `to` one unit of `from` bought. Throws [IllegalArgumentException] on a rate that is
/// not above zero or on money of another currency. Immutable and thread-safe.
public record Fx(String from, String to, BigDecimal rate, LocalDate date, String source) {

    public Fx {
        Money.zero(from);
        Money.zero(to);
        rate = Decimals.normal(rate);
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(source, "source");
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException(
                    "an exchange rate is above zero: " + from + " to " + to + " " + rate.toPlainString());
        }
    }

    /// The money in the other currency, rounded half-even to 18 fractional digits.
    public Money convert(Money money) {
        if (!money.currency().equals(from)) {
            throw new IllegalArgumentException("cannot convert " + money + " at a rate from " + from + " to " + to);
        }
        return new Money(to, money.times(rate).amount());
    }
}
