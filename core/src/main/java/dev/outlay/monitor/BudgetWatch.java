package dev.outlay.monitor;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetBook;
import dev.outlay.budget.BudgetStatus;
import dev.outlay.budget.Reserves;
import dev.outlay.budget.Spent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How far budgets are spent, how far they will be, and what is set aside in them.
final class BudgetWatch implements Watch {

    static final int MOST = 200;

    private static final Metric SPENT = Metric.of(
            "gpu_autoscaler_budget_percentage",
            "What was spent against a budget in its period, in percent of its limit, whatever its unit; of more than "
                    + MOST + " budgets, those spent furthest.",
            "budget");
    private static final Metric PROJECTED = Metric.of(
            "outlay_budget_projected_percentage",
            "What will have been spent against a budget when its period ends, in percent of its limit; an estimate,"
                    + " absent where too little is known for one.",
            "budget");
    private static final Metric RESERVED = Metric.of(
            "outlay_budget_reserved",
            "What is set aside in a budget for work that was let in and is not charged yet, in the unit of its limit.",
            "budget",
            "unit");

    @Override
    public List<Metric> metrics() {
        return List.of(SPENT, PROJECTED, RESERVED);
    }

    @Override
    public List<Family> look(Sight sight) {
        BudgetBook book = sight.budgets().get();
        List<Budget> all = new ArrayList<>(book.tree().budgets());
        Instant now = sight.now();
        if (all.size() > MOST) {
            all.sort(Comparator.comparing((Budget budget) -> part(book, budget, now))
                    .reversed()
                    .thenComparing(Budget::name));
        }
        List<Level> spent = new ArrayList<>();
        List<Level> projected = new ArrayList<>();
        List<Level> reserved = new ArrayList<>();
        if (!all.isEmpty()) {
            Reserves reserves = Reserves.of(sight.ledger(), now);
            for (Budget budget : all.stream().limit(MOST).toList()) {
                BudgetStatus status = BudgetStatus.of(book, budget, reserves, now);
                spent.add(Level.of(percent(status.amount(), budget), budget.name()));
                BigDecimal expected = status.projected();
                if (expected != null) {
                    projected.add(Level.of(percent(expected, budget), budget.name()));
                }
                reserved.add(Level.of(
                        status.reserved(), budget.name(), budget.limit().unit().text()));
            }
        }
        long left = Math.max(0, all.size() - MOST);
        return List.of(
                new Family(SPENT, spent, left),
                new Family(PROJECTED, projected, left),
                new Family(RESERVED, reserved, left));
    }

    private static BigDecimal part(BudgetBook book, Budget budget, Instant now) {
        return percent(book.spent(budget, now).map(Spent::amount).orElse(BigDecimal.ZERO), budget);
    }

    private static BigDecimal percent(BigDecimal amount, Budget budget) {
        return amount.movePointRight(2).divide(budget.limit().amount(), MathContext.DECIMAL64);
    }
}
