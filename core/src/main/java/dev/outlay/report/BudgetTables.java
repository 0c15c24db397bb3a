package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetChanges;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Expense;
import dev.outlay.budget.Tree;
import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Dimensions;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.OwnerRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was done to budgets, as tables.
public final class BudgetTables {

    private BudgetTables() {}

    /// The changes, and what a person should know of how the budgets now stand to each other.
    public static Table changed(List<BudgetChanges.Change> changes, BudgetState state) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        for (String done : List.of("set", "unchanged", "reset", "deleted")) {
            heading.put(
                    done,
                    Long.toString(changes.stream()
                            .filter(change -> change.done().equals(done))
                            .count()));
        }
        heading.put("budgets", Integer.toString(state.tree().size()));
        return Table.of(
                "budget-changes",
                heading,
                List.of(
                        Column.text("budget"),
                        Column.text("done"),
                        Column.text("parent"),
                        Column.decimal("limit", null),
                        Column.text("unit"),
                        Column.text("period"),
                        Column.text("scope")),
                changes.stream().map(BudgetTables::row).toList(),
                notes(state.tree()));
    }

    /// An expense that was entered, and the budgets that it counts for.
    public static Table recorded(Expense expense, boolean added, LedgerReader ledger, OwnerRules rules) {
        Charge charge = rules.apply(expense.charge());
        Tree tree = BudgetState.of(ledger).tree();
        List<String> counting = tree.budgets().stream()
                .filter(budget ->
                        budget.limit().unit().text().equals(expense.amount().currency()))
                .filter(budget -> tree.scope(budget).covers(dimension -> Dimensions.value(dimension, charge)))
                .filter(budget -> budget.periodAt(charge.at()).isPresent())
                .map(Budget::name)
                .toList();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("id", expense.id());
        heading.put("added", Boolean.toString(added));
        List<@Nullable String> row = new ArrayList<>();
        row.add(expense.id());
        row.add(expense.provider());
        row.add(Texts.money(expense.amount().amount()));
        row.add(expense.amount().currency());
        row.add(expense.period().from().toString());
        row.add(expense.period().to().toString());
        row.add(counting.isEmpty() ? null : String.join(", ", counting));
        List<String> notes = new ArrayList<>();
        if (!added) {
            notes.add("the expense was in the ledger already: nothing changed");
        }
        if (counting.isEmpty()) {
            notes.add("no budget in " + expense.amount().currency() + " covers it: it is a charge like any other");
        }
        return Table.of(
                "budget-record",
                heading,
                List.of(
                        Column.text("id"),
                        Column.text("provider"),
                        Column.decimal("amount", null),
                        Column.text("currency"),
                        Column.time("from"),
                        Column.time("to"),
                        Column.text("budgets")),
                List.of(row),
                notes);
    }

    /// Where a budget is less than what was promised below it.
    static List<String> notes(Tree tree) {
        List<String> notes = new ArrayList<>();
        for (Budget budget : tree.budgets()) {
            BigDecimal promised = BigDecimal.ZERO;
            for (Budget below : tree.below(budget)) {
                if (below.limit().unit().equals(budget.limit().unit())
                        && below.period().cycle().equals(budget.period().cycle())) {
                    promised = promised.add(below.limit().amount());
                }
            }
            if (promised.compareTo(budget.limit().amount()) > 0) {
                notes.add("the budgets directly below " + budget.name() + " come to "
                        + BudgetTexts.amount(budget, promised) + " "
                        + budget.limit().unit().text() + ", more than its limit of "
                        + BudgetTexts.amount(budget, budget.limit().amount()) + ": it holds first");
            }
        }
        return notes;
    }

    private static List<@Nullable String> row(BudgetChanges.Change change) {
        Budget budget = change.budget();
        List<@Nullable String> row = new ArrayList<>();
        row.add(budget.name());
        row.add(change.done());
        row.add(budget.parent());
        row.add(BudgetTexts.amount(budget, budget.limit().amount()));
        row.add(budget.limit().unit().text());
        row.add(BudgetTexts.period(budget));
        row.add(budget.scope().text());
        return row;
    }
}
