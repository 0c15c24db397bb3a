package dev.outlay.report;

import dev.outlay.budget.Ask;
import java.math.BigDecimal;
import java.util.Objects;

/// Another way to have the work, or most of it: what changes, what it then takes, how many hours later it is done, and
/// what the price and the hours rest on. `fits` is whether the budgets would admit it as it stands now.
record Alternative(
        String name, String change, Ask ask, BigDecimal extraHours, boolean fits, String basis, String risk) {

    Alternative {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(ask, "ask");
    }
}
