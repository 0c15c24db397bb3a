package dev.outlay.savings;

import dev.outlay.units.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a use would have cost on one day under a counterfactual: the cost with its bounds and what it rests on, or
/// why there is none. Immutable.
record Priced(
        @Nullable Money cost,
        BigDecimal low,
        BigDecimal high,
        String basis,
        @Nullable String flaw) {

    static Priced not(String flaw) {
        return new Priced(null, BigDecimal.ZERO, BigDecimal.ZERO, "", flaw);
    }

    static Priced exactly(Money cost, String basis) {
        return new Priced(cost, cost.amount(), cost.amount(), basis, null);
    }
}
