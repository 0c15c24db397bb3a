package dev.outlay.estimate;

import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a plan may cost, take and emit at most; null where there is no limit.
///
/// They hold for the expected figures, or, where `cautious`, for the upper ends of their intervals. A plan whose
/// emissions are not known keeps no limit of carbon. Throws [IllegalArgumentException] on a limit that is not above
/// zero. Immutable and thread-safe.
public record Limits(
        @Nullable Money budget,
        @Nullable BigDecimal deadlineHours,
        @Nullable GramsCo2e carbon,
        boolean cautious) {

    public static final Limits NONE = new Limits(null, null, null, false);

    public Limits {
        if ((budget != null && budget.amount().signum() <= 0)
                || (deadlineHours != null && deadlineHours.signum() <= 0)
                || (carbon != null && carbon.value().signum() <= 0)) {
            throw new IllegalArgumentException(
                    "limits are above zero: budget " + budget + ", hours " + deadlineHours + ", " + carbon);
        }
    }

    Limits withoutBudget() {
        return new Limits(null, deadlineHours, carbon, cautious);
    }

    Limits withoutDeadline() {
        return new Limits(budget, null, carbon, cautious);
    }

    Limits withoutCarbon() {
        return new Limits(budget, deadlineHours, null, cautious);
    }
}
