package dev.outlay.report;

import dev.outlay.units.Decimals;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How values are written in tables, and how instants are read from parameters.
final class Texts {

    private Texts() {}

    /// The amount in full, with at least two fractional digits: `30.60`, `20.52022672899`.
    static String money(BigDecimal amount) {
        BigDecimal normal = Decimals.normal(amount);
        return (normal.scale() < 2 ? normal.setScale(2) : normal).toPlainString();
    }

    static @Nullable String moneyOrNull(@Nullable Money money) {
        return money == null ? null : money(money.amount());
    }

    static @Nullable String decimalOrNull(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.text(value);
    }

    /// A part of a whole in percent, rounded half-even to two digits: `12.50`. The whole is not zero.
    static String percent(BigDecimal part, BigDecimal whole) {
        return part.movePointRight(2).divide(whole, 2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// See [#percent]; null where the whole is zero, of which nothing is a part.
    static @Nullable String percentOrNull(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : percent(part, whole);
    }

    /// An amount with its currency, such as `1200 USD`. Throws [IllegalArgumentException] on anything else.
    static Money amount(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() != 2) {
            throw new IllegalArgumentException(
                    "an amount and its currency are expected, such as 1200 USD, not " + text);
        }
        Money money = Money.of(words.getLast().toUpperCase(Locale.ROOT), words.getFirst());
        if (money.isNegative()) {
            throw new IllegalArgumentException("an amount that is not negative is expected, not " + text);
        }
        return money;
    }

    /// An instant, or a date for its first moment in UTC. Throws [IllegalArgumentException] on anything else.
    static Instant instant(String text) {
        try {
            return text.length() == "2026-10-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a date such as 2026-10-01 or an instant such as 2026-10-01T14:00:00Z is expected, not " + text, e);
        }
    }

    /// A decimal above zero. Throws [IllegalArgumentException] on anything else.
    static BigDecimal positive(String text) {
        BigDecimal value = Decimals.parse(text);
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("must be above zero, not " + text);
        }
        return value;
    }

    /// A decimal of zero or more. Throws [IllegalArgumentException] on anything else.
    static BigDecimal notNegative(String text) {
        BigDecimal value = Decimals.parse(text);
        if (value.signum() < 0) {
            throw new IllegalArgumentException("must not be below zero, not " + text);
        }
        return value;
    }

    /// A whole number above zero. Throws [IllegalArgumentException] on anything else.
    static int count(String text) {
        try {
            int value = Integer.parseInt(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number above zero is expected, not " + text, e);
        }
        throw new IllegalArgumentException("a whole number above zero is expected, not " + text);
    }
}
