package dev.outlay.budget;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.Objects;

/// How much a budget allows in each of its periods, such as `5000 USD`, `200 gpu-hours`, `300 kWh` or `90 kgCO2e`.
///
/// Throws [IllegalArgumentException] unless the amount is above zero. Immutable and thread-safe.
public record Limit(BigDecimal amount, BudgetUnit unit) {

    public Limit {
        amount = Decimals.rounded(amount);
        Objects.requireNonNull(unit, "unit");
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException(
                    "a limit is above zero, not " + amount.toPlainString() + " " + unit.text());
        }
    }

    /// Reads an amount and its unit. Throws [IllegalArgumentException] where either is missing or no such thing.
    public static Limit of(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length == 1 && !words[0].isEmpty() && isDecimal(words[0])) {
            throw new IllegalArgumentException(
                    "the limit " + text
                            + " says no currency or unit: write it behind, as in 5000 USD, 200 gpu-hours, 300 kWh or 90 kgCO2e");
        }
        if (words.length != 2) {
            throw new IllegalArgumentException("a limit is an amount and its currency or unit, as in 5000 USD, 200"
                    + " gpu-hours, 300 kWh or 90 kgCO2e, not " + text);
        }
        return new Limit(Decimals.parse(words[0]), BudgetUnit.of(words[1]));
    }

    /// The amount and its unit, as [#of] reads it.
    public String text() {
        return amount.toPlainString() + " " + unit.text();
    }

    private static boolean isDecimal(String text) {
        try {
            Decimals.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
