package dev.outlay.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// An exact amount of money in one currency.
///
/// The currency is three upper-case letters as in ISO 4217; the amount has at most 18 fractional digits and is kept
/// without trailing zeros, so `12.50` equals `12.5`. Amounts may be negative: a credit is money too. A missing
/// amount is never a `Money` of zero; it is no `Money`. Throws [IllegalArgumentException] on a malformed currency,
/// on more than 18 fractional digits and on mixing currencies. Immutable and thread-safe.
///
/// Example: `Money.of("USD", "12.50").plus(Money.of("USD", "0.10"))` is `12.60 USD`.
public record Money(String currency, BigDecimal amount) implements Comparable<Money> {

    /// The most fractional digits an amount can hold, which is also the scale at which ledgers keep money.
    public static final int MAXIMUM_SCALE = 18;

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException(
                    "a currency is three upper-case letters as in ISO 4217, such as USD: " + currency);
        }
        amount = Decimals.normal(amount);
        if (amount.scale() > MAXIMUM_SCALE) {
            throw new IllegalArgumentException("money holds at most 18 fractional digits: " + amount.toPlainString());
        }
    }

    /// The amount written as a decimal, such as `Money.of("USD", "12.50")`.
    public static Money of(String currency, String amount) {
        return new Money(currency, Decimals.parse(amount));
    }

    /// No money, in a currency.
    public static Money zero(String currency) {
        return new Money(currency, BigDecimal.ZERO);
    }

    public Money plus(Money other) {
        return new Money(currency, amount.add(sameCurrency("add", other).amount));
    }

    public Money minus(Money other) {
        return new Money(currency, amount.subtract(sameCurrency("subtract", other).amount));
    }

    public Money negated() {
        return new Money(currency, amount.negate());
    }

    /// This amount times a factor, rounded half-even to 18 fractional digits.
    public Money times(BigDecimal factor) {
        return new Money(currency, Decimals.rounded(amount.multiply(factor)));
    }

    public Money times(Share share) {
        return times(share.value());
    }

    /// This amount divided, rounded half-even to 18 fractional digits. Throws [ArithmeticException] on zero.
    public Money dividedBy(BigDecimal divisor) {
        return new Money(currency, amount.divide(divisor, MAXIMUM_SCALE, RoundingMode.HALF_EVEN));
    }

    /// The amount rounded half-even to so many fractional digits, for showing to a person or for a bill's own
    /// scale.
    public Money rounded(int scale) {
        return new Money(currency, amount.setScale(scale, RoundingMode.HALF_EVEN));
    }

    /// Splits this amount by weights so that the parts sum to it to the last digit.
    ///
    /// See [Decimals#split]. Weights are not negative and not all zero.
    public List<Money> split(List<BigDecimal> weights) {
        return Decimals.split(amount, weights).stream()
                .map(part -> new Money(currency, part))
                .toList();
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /// Orders amounts of one currency. Throws on two currencies.
    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency("compare", other).amount);
    }

    /// The plain decimal and the currency, with at least two fractional digits: `12.50 USD`.
    @Override
    public String toString() {
        return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() + " " + currency;
    }

    private Money sameCurrency(String verb, Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "cannot " + verb + " " + other.currency + " and " + currency + ": convert one of them first");
        }
        return other;
    }
}
