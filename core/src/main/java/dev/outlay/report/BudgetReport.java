package dev.outlay.report;

import dev.outlay.budget.Breakdown;
import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.Tree;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Grain;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// On what a budget was spent, or how the budgets of a tree add up.
final class BudgetReport implements Report {

    private static final Parameter BY = Parameter.many(
            "by", "team,day", "What the spend of one budget is grouped by, as in cost (default: the budgets below it)");
    private static final Parameter AT =
            Parameter.one("at", "2026-10-31", "A day or instant of the period that is asked for (default: now)");

    @Override
    public String name() {
        return "budget-report";
    }

    @Override
    public String description() {
        return "On what a budget was spent in a period, and how the budgets below add up to those above.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(BudgetTexts.NAME, BY, AT);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "budget report    # every budget with what the budgets below it come to",
                "budget report vision --by project,week    # on what one was spent",
                "budget report vision --by day --at 2026-09-15 --output csv    # an earlier period by day");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        BudgetState state = BudgetState.of(desk.ledger());
        Tree tree = state.tree();
        Instant at = parameters.one(AT.name(), Texts::instant).orElse(desk.now());
        Optional<Budget> one = BudgetTexts.named(parameters, tree);
        var breakdown = new Breakdown(desk.ledger(), desk.catalog(), tree);
        if (parameters.values().containsKey(BY.name())) {
            return by(
                    one.orElseThrow(() -> new CallersMistake("by groups the spend of one budget: name it, as in outlay"
                            + " budget report vision --by project")),
                    parameters,
                    breakdown,
                    at,
                    desk.now());
        }
        return below(one, tree, breakdown, at, desk.now(), state);
    }

    private Table by(Budget budget, Parameters parameters, Breakdown breakdown, Instant at, Instant now) {
        List<String> groups = parameters.many(BY.name(), text -> text);
        Grain grain = CostReport.grain(groups);
        List<Dimension> dimensions = groups.stream()
                .filter(name -> CostReport.grainCalled(name).isEmpty())
                .map(CostReport::dimension)
                .distinct()
                .toList();
        Span period = period(budget, at);
        List<Breakdown.Part> parts = new ArrayList<>(breakdown.by(budget, upTo(period, now), dimensions, grain));
        if (grain == Grain.NONE) {
            parts.sort(Comparator.comparing(Breakdown.Part::amount).reversed());
        }
        BigDecimal total = parts.stream().map(Breakdown.Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Column> columns = new ArrayList<>();
        if (grain != Grain.NONE) {
            columns.add(Column.time(grain.name().toLowerCase(java.util.Locale.ROOT)));
        }
        dimensions.forEach(dimension -> columns.add(Column.text(dimension.text())));
        columns.add(Column.decimal("spent", budget.limit().unit().text()));
        columns.add(Column.decimal("percent_of_limit", "%"));
        columns.add(Column.decimal("charges", null));
        List<List<@Nullable String>> rows = new ArrayList<>();
        Map<String, BigDecimal> notCounted = new HashMap<>();
        for (Breakdown.Part part : parts) {
            part.notCounted().forEach((unit, amount) -> notCounted.merge(unit, amount, BigDecimal::add));
            List<@Nullable String> row = new ArrayList<>();
            if (grain != Grain.NONE) {
                row.add(Objects.toString(part.bucket(), null));
            }
            row.addAll(part.values());
            row.add(BudgetTexts.amount(budget, part.amount()));
            row.add(Texts.percent(part.amount(), budget.limit().amount()));
            row.add(Long.toString(part.charges()));
            rows.add(row);
        }
        Map<String, @Nullable String> heading = heading(budget, period, total);
        List<String> notes = new ArrayList<>();
        BudgetTexts.notCounted(budget, notCounted).ifPresent(notes::add);
        if (rows.isEmpty()) {
            notes.add("nothing fell under " + budget.name() + " in this period");
        }
        return Table.of(name(), heading, columns, rows, notes);
    }

    private static Map<String, @Nullable String> heading(Budget budget, Span period, BigDecimal total) {
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("budget", budget.name());
        heading.put("spent", BudgetTexts.amount(budget, total));
        heading.put("limit", BudgetTexts.amount(budget, budget.limit().amount()));
        heading.put("unit", budget.limit().unit().text());
        heading.put("scope", budget.scope().text());
        heading.put("from", period.from().toString());
        heading.put("to", period.to().toString());
        return heading;
    }

    private Table below(
            Optional<Budget> one, Tree tree, Breakdown breakdown, Instant at, Instant now, BudgetState state) {
        List<Budget> shown = tree.budgets().stream()
                .filter(budget -> one.isEmpty() || tree.chain(budget).contains(one.get()))
                .toList();
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        for (Budget budget : shown) {
            budget.period()
                    .latest(at, budget.zone())
                    .filter(period -> period.from().isBefore(now))
                    .ifPresent(period -> spans.put(budget.name(), List.of(upTo(period, now))));
        }
        Map<String, Map<Span, BigDecimal>> sums = breakdown.in(spans);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Budget budget : shown) {
            rows.add(row(budget, tree, spans, sums));
        }
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("budgets", Integer.toString(shown.size()));
        heading.put("at", at.toString());
        List<String> notes = new ArrayList<>();
        BudgetTexts.none(state).ifPresent(notes::add);
        notes.add("below: what the budgets directly below count in the same unit and period; unassigned: what falls"
                + " under none of them");
        return Table.of(
                name(),
                heading,
                List.of(
                        Column.text("budget"),
                        Column.text("parent"),
                        Column.decimal("level", null),
                        Column.decimal("spent", null),
                        Column.decimal("limit", null),
                        Column.text("unit"),
                        Column.decimal("percent", "%"),
                        Column.decimal("below", null),
                        Column.decimal("unassigned", null),
                        Column.decimal("limits_below", null),
                        Column.time("from"),
                        Column.time("to")),
                rows,
                notes);
    }

    private static List<@Nullable String> row(
            Budget budget, Tree tree, Map<String, List<Span>> spans, Map<String, Map<Span, BigDecimal>> sums) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(budget.name());
        row.add(budget.parent());
        row.add(Integer.toString(tree.chain(budget).size()));
        List<Span> own = spans.getOrDefault(budget.name(), List.of());
        BigDecimal spent = own.isEmpty() ? null : spent(budget, own.getFirst(), sums);
        row.add(spent == null ? null : BudgetTexts.amount(budget, spent));
        row.add(BudgetTexts.amount(budget, budget.limit().amount()));
        row.add(budget.limit().unit().text());
        row.add(spent == null ? null : Texts.percent(spent, budget.limit().amount()));
        List<Budget> alike = tree.below(budget).stream()
                .filter(child -> child.measure() == budget.measure()
                        && child.limit().unit().equals(budget.limit().unit())
                        && spans.getOrDefault(child.name(), List.of()).equals(own))
                .toList();
        if (alike.isEmpty() || spent == null) {
            row.addAll(java.util.Arrays.asList(null, null, null));
        } else {
            BigDecimal below = alike.stream()
                    .map(child -> spent(child, own.getFirst(), sums))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal limits =
                    alike.stream().map(child -> child.limit().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
            row.add(BudgetTexts.amount(budget, below));
            row.add(BudgetTexts.amount(budget, Decimals.normal(spent.subtract(below))));
            row.add(BudgetTexts.amount(budget, limits));
        }
        row.add(own.isEmpty() ? null : own.getFirst().from().toString());
        row.add(own.isEmpty() ? null : own.getFirst().to().toString());
        return row;
    }

    private static BigDecimal spent(Budget budget, Span span, Map<String, Map<Span, BigDecimal>> sums) {
        return sums.getOrDefault(budget.name(), Map.of()).getOrDefault(span, BigDecimal.ZERO);
    }

    private static Span period(Budget budget, Instant at) {
        return budget.period()
                .latest(at, budget.zone())
                .orElseThrow(() -> new CallersMistake("the budget " + budget.name() + " has not begun at " + at
                        + ": it begins on " + budget.period().from()));
    }

    /// The part of a period that lies before now; what begins later is not spent yet.
    private static Span upTo(Span period, Instant now) {
        return now.isBefore(period.to()) && now.isAfter(period.from()) ? new Span(period.from(), now) : period;
    }
}
