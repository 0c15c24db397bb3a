package dev.outlay.budget;

import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where one budget would stand with what is asked: what it limits, what was spent, reserved and is asked.
///
/// Amounts are in the unit. `period` is null for a limit of what the job itself may cost, which nothing is held
/// against. `asked` is the end of the interval that the budget reserves, null where the ask does not say it in this
/// unit. `excuse` says why an ask that exceeds is let through all the same, null where it is not. Immutable and
/// thread-safe.
public record Level(
        String budget,
        BudgetUnit unit,
        @Nullable Span period,
        AdmissionPolicy policy,
        BigDecimal limit,
        BigDecimal spent,
        BigDecimal reserved,
        @Nullable BigDecimal asked,
        @Nullable Excuse excuse) {

    private static final int DIGITS = 2;
    private static final int PERCENT = 2;

    /// Why an ask that exceeds a budget is let through, with a sentence on it.
    public record Excuse(Kind kind, String text) {

        /// What lets it through.
        public enum Kind {
            APPROVAL,
            OVERRIDE,
            GRACE,
            RECORD,
            WATCH
        }

        public Excuse {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(text, "text");
        }
    }

    public Level {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(policy, "policy");
    }

    Level excused(Excuse why) {
        return new Level(budget, unit, period, policy, limit, spent, reserved, asked, why);
    }

    /// What is neither spent nor reserved; below zero where the budget is over already.
    public BigDecimal left() {
        return limit.subtract(spent).subtract(reserved);
    }

    /// Whether what is asked does not fit into what is left; never where the ask does not say it.
    public boolean exceeds() {
        return asked != null && asked.compareTo(left()) > 0;
    }

    /// Whether it exceeds and nothing lets it through.
    public boolean refuses() {
        return exceeds() && excuse == null;
    }

    /// Spent and reserved in percent of the limit, rounded half-even to two digits; null for a limit of zero.
    public @Nullable BigDecimal utilization() {
        return percent(spent.add(reserved));
    }

    /// The same with what is asked; null where that is not known.
    public @Nullable BigDecimal utilizationAfter() {
        return asked == null ? null : percent(spent.add(reserved).add(asked));
    }

    private @Nullable BigDecimal percent(BigDecimal of) {
        return limit.signum() == 0 ? null : of.movePointRight(PERCENT).divide(limit, DIGITS, RoundingMode.HALF_EVEN);
    }

    /// `vision: 92.00 USD asked, 50.00 USD left of 1000.00 USD (800.00 USD spent, 150.00 USD reserved)`.
    String text() {
        return budget + ": " + (asked == null ? "an unknown amount of " + unit.text() : text(asked))
                + " asked, " + text(left().max(BigDecimal.ZERO)) + " left of " + text(limit) + " (" + text(spent)
                + " spent, " + text(reserved) + " reserved"
                + (period == null ? "" : ", " + period)
                + ")"
                + (utilizationAfter() == null ? "" : ", which would be " + utilizationAfter() + " %");
    }

    private String text(BigDecimal amount) {
        BigDecimal two = amount.setScale(DIGITS, RoundingMode.HALF_EVEN);
        // what is not nothing is not written as 0.00
        String number = two.signum() == 0 && amount.signum() != 0 ? Decimals.text(amount) : two.toPlainString();
        return number + " " + unit.text();
    }
}
