package dev.outlay.budget;

import dev.outlay.ledger.LedgerReader;
import dev.outlay.outlook.Projection;
import dev.outlay.outlook.Range;
import dev.outlay.outlook.SpendOutlook;
import dev.outlay.outlook.SpendQuestion;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the outlook expects of all that falls under a budget, of which what was charged already is taken off. Tells
/// money and GPU-hours only: energy and emissions are not sums of what charges say. Thread-safe where the ledger
/// is.
final class OutlookForecast implements SpendForecast {

    private final SpendOutlook outlook;
    private final Tree tree;

    OutlookForecast(LedgerReader ledger, Tree tree, Instant now) {
        this.outlook = new SpendOutlook(ledger, now);
        this.tree = tree;
    }

    @Override
    public Optional<Expectation> in(Budget budget, Span rest, SortedMap<Instant, BigDecimal> days) {
        @Nullable
        String currency = switch (budget.limit().unit()) {
            case BudgetUnit.Currency money -> money.code();
            case BudgetUnit.Physical _ -> null;
        };
        boolean summed = currency != null || budget.limit().unit() == BudgetUnit.Physical.GPU_HOURS;
        Optional<Span> period = budget.period().around(rest.from(), budget.zone());
        if (!summed || period.isEmpty()) {
            return Optional.empty();
        }
        var question = new SpendQuestion(
                budget.measure(), List.of(), tree.scope(budget).filters());
        return outlook.project(question, period.get(), List.of()).stream()
                .filter(projection -> Objects.equals(projection.currency(), currency))
                .findFirst()
                .flatMap(OutlookForecast::rest);
    }

    private static Optional<Expectation> rest(Projection projection) {
        Range whole = projection.expected();
        BigDecimal spent = projection.spent();
        return whole == null
                ? Optional.empty()
                : Optional.of(new Expectation(
                        whole.low().subtract(spent),
                        whole.value().subtract(spent),
                        whole.high().subtract(spent),
                        projection.basis()));
    }
}
