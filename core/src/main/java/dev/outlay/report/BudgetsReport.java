package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Guard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every budget as it was stated.
final class BudgetsReport implements Report {

    @Override
    public String name() {
        return "budgets";
    }

    @Override
    public String description() {
        return "Every budget as it was stated: limit, period, scope, thresholds, and what is above it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("budget list    # every budget, those above before those below");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        BudgetState state = BudgetState.of(desk.ledger());
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Budget budget : state.tree().budgets()) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(budget.name());
            row.add(budget.parent());
            row.add(Integer.toString(state.tree().chain(budget).size()));
            row.add(BudgetTexts.amount(budget, budget.limit().amount()));
            row.add(budget.limit().unit().text());
            row.add(budget.cost().text());
            row.add(BudgetTexts.period(budget));
            row.add(budget.zone().getId());
            row.add(budget.scope().text());
            row.add(BudgetTexts.thresholds(budget.thresholds()));
            row.add(guard(budget.guard()));
            rows.add(row);
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("budgets", Integer.toString(state.tree().size()));
        List<String> notes = new ArrayList<>(BudgetTables.notes(state.tree()));
        BudgetTexts.none(state).ifPresent(notes::add);
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("budget"),
                        Column.text("parent"),
                        Column.decimal("level", null),
                        Column.decimal("limit", null),
                        Column.text("unit"),
                        Column.text("cost"),
                        Column.text("period"),
                        Column.text("zone"),
                        Column.text("scope"),
                        Column.text("thresholds"),
                        Column.text("guard")),
                rows,
                notes);
    }

    private static String guard(Guard guard) {
        String text = guard.mode().text();
        if (!guard.grace().isZero()) {
            text += ", grace " + guard.grace();
        }
        if (guard.perRun() != null) {
            text += ", per run " + guard.perRun().toPlainString();
        }
        return guard.perPod() == null
                ? text
                : text + ", per pod " + guard.perPod().toPlainString();
    }
}
