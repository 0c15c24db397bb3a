package dev.outlay.budget;

import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.Objects;

/// A budget as it stands now: its running period and what was spent in it, in the unit of its limit. Immutable and
/// thread-safe.
record Bound(Budget budget, Span period, BigDecimal spent) {

    Bound {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(spent, "spent");
    }

    String name() {
        return budget.name();
    }

    BudgetUnit unit() {
        return budget.limit().unit();
    }
}
