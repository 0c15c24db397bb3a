package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.PastPeriods;
import dev.outlay.budget.PastPeriods.Past;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was planned against what was spent, period by period.
final class BudgetVarianceReport implements Report {

    private static final int PERIODS = 6;
    private static final Parameter COUNT = Parameter.one(
            "periods", "12", "How many periods of each budget, the running one among them (default: " + PERIODS + ")");

    @Override
    public String name() {
        return "budget-variance";
    }

    @Override
    public String description() {
        return "What budgets planned and what was spent, period by period; the running one against its share of time.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BudgetTexts.NAME, COUNT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget variance    # the last six periods of every budget",
                "budget variance vision --periods 12 --output csv    # a year of months of one");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        BudgetState state = BudgetState.of(desk.ledger());
        Collection<Budget> asked = BudgetTexts.named(parameters, state.tree())
                .<Collection<Budget>>map(List::of)
                .orElseGet(() -> state.tree().budgets());
        int count = parameters.one(COUNT.name(), Texts::count).orElse(PERIODS);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Past past : PastPeriods.of(desk.ledger(), desk.catalog(), state, asked, count, desk.now())) {
            rows.add(row(past));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("budgets", Integer.toString(asked.size()));
        heading.put("now", desk.now().toString());
        List<String> notes = new ArrayList<>();
        BudgetTexts.none(state).ifPresent(notes::add);
        notes.add("variance: planned less spent, below zero where more was spent. Planned is the limit as it was when"
                + " the period ended; in the running period its share of the time gone by");
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("budget"),
                        Column.time("from"),
                        Column.time("to"),
                        Column.text("state"),
                        Column.decimal("limit", null),
                        Column.decimal("planned", null),
                        Column.decimal("spent", null),
                        Column.text("unit"),
                        Column.decimal("variance", null),
                        Column.decimal("variance_percent", "%"),
                        Column.decimal("percent_of_limit", "%")),
                rows,
                notes);
    }

    private static List<@Nullable String> row(Past past) {
        Budget budget = past.budget();
        List<@Nullable String> row = new ArrayList<>();
        row.add(budget.name());
        row.add(past.period().from().toString());
        row.add(past.period().to().toString());
        row.add(past.over() ? "over" : "running");
        row.add(BudgetTexts.amount(budget, past.limit().amount()));
        row.add(past.over() ? BudgetTexts.amount(budget, past.planned()) : BudgetTexts.estimate(past.planned()));
        row.add(BudgetTexts.amount(budget, past.spent()));
        row.add(budget.limit().unit().text());
        row.add(past.over() ? BudgetTexts.amount(budget, past.variance()) : BudgetTexts.estimate(past.variance()));
        row.add(Texts.percentOrNull(past.variance(), past.planned()));
        row.add(Texts.percent(past.spent(), past.limit().amount()));
        return row;
    }
}
