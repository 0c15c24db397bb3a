package dev.outlay.report;

import dev.outlay.allocation.Progress;
import dev.outlay.allocation.RunHistory;
import dev.outlay.allocation.RunLineage;
import dev.outlay.ledger.Costs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One line of the leaderboard: a run, or all runs of a model, in one currency.
///
/// `runs` are the lineages behind it; `quality` is the metric that was asked for, null where no run says it.
record RunsEntry(
        List<RunLineage> runs,
        String currency,
        RunLineage.Split split,
        @Nullable BigDecimal quality) {

    RunHistory history() {
        return runs.getFirst().history();
    }

    /// Whether a cost is known at all.
    boolean priced() {
        return !currency.equals(Costs.NO_CURRENCY);
    }

    @Nullable
    BigDecimal cost() {
        return priced() ? split.total() : null;
    }

    /// The progress of all runs that say how far they came; null where none does.
    @Nullable
    BigDecimal reached(Progress unit) {
        return runs.stream()
                .flatMap(run -> run.history().reached(unit).stream())
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    /// The cost of so many units of what was reached: of the runs that say how far they came, over their progress.
    @Nullable
    BigDecimal costPer(Progress unit, BigDecimal units) {
        BigDecimal cost = runs.stream()
                .filter(run -> run.history().reached(unit).isPresent())
                .flatMap(run -> Optional.ofNullable(run.splits().get(currency)).stream())
                .map(RunLineage.Split::total)
                .reduce(BigDecimal::add)
                .orElse(null);
        return priced() && cost != null ? RunScore.per(cost.multiply(units), reached(unit)) : null;
    }
}
