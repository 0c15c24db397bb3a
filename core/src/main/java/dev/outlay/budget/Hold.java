package dev.outlay.budget;

import dev.outlay.units.Decimals;
import java.math.BigDecimal;
import java.util.Objects;

/// An amount held against a budget, in the budget's unit. Throws [IllegalArgumentException] on a negative one.
/// Immutable and thread-safe.
public record Hold(String budget, BigDecimal amount) {

    public Hold {
        Objects.requireNonNull(budget, "budget");
        amount = Decimals.rounded(amount);
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("what is held is not negative: " + amount + " of " + budget);
        }
    }
}
