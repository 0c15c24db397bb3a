package dev.outlay.report;

import dev.outlay.catalog.Machine;
import dev.outlay.estimate.Choice;
import dev.outlay.estimate.Line;
import dev.outlay.estimate.PlanQuestion;
import dev.outlay.estimate.Planner;
import dev.outlay.estimate.RunTime;
import dev.outlay.estimate.Scaling;
import dev.outlay.units.Decimals;
import dev.outlay.units.GramsCo2e;
import dev.outlay.units.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How choices are written: what to rent and what it comes to in one table, what the figures rest on in another.
final class PlanTables {

    private final Planner planner;
    private final PlanQuestion question;
    private final @Nullable Money value;

    /// `value` is what the finished work is worth, null where nobody says.
    PlanTables(Planner planner, PlanQuestion question, @Nullable Money value) {
        this.planner = planner;
        this.question = question;
        this.value = value;
    }

    List<Column> columns(boolean withNeeds) {
        String currency = question.currency();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.decimal("rank", null));
        if (withNeeds) {
            columns.add(Column.text("needs"));
        }
        columns.add(Column.text("provider"));
        columns.add(Column.text("instance_type"));
        columns.add(Column.text("region"));
        columns.add(Column.text("capacity_type"));
        columns.add(Column.decimal("machines", null));
        columns.add(Column.decimal("gpus", null));
        columns.add(Column.text("gpu_model"));
        columns.add(Column.decimal("hours", null));
        columns.add(Column.decimal("cost", currency));
        columns.add(Column.decimal("cost_low", currency));
        columns.add(Column.decimal("cost_high", currency));
        columns.add(Column.decimal("carbon_kg", "kgCO2e"));
        if (value != null) {
            columns.add(Column.decimal("return_percent", null));
        }
        return columns;
    }

    List<@Nullable String> row(int rank, @Nullable String needs, Choice choice) {
        Machine machine = choice.offer().machine();
        List<@Nullable String> row = new ArrayList<>();
        row.add(Integer.toString(rank));
        if (needs != null) {
            row.add(needs);
        }
        row.add(machine.provider());
        row.add(machine.instanceType());
        row.add(choice.offer().region());
        row.add(choice.capacityType().text());
        row.add(Integer.toString(choice.machines()));
        row.add(Integer.toString(choice.gpus()));
        row.add(machine.gpuModel());
        row.add(Decimals.text(choice.time().hours()));
        row.add(Texts.money(choice.cost().amount()));
        row.add(Texts.money(choice.low().amount()));
        row.add(Texts.money(choice.high().amount()));
        row.add(kilograms(choice.emissions()));
        if (value != null) {
            row.add(Texts.percentOrNull(
                    value.minus(choice.cost()).amount(), choice.cost().amount()));
        }
        return row;
    }

    /// What the figures of choices rest on, by the rank in the first table.
    Table basis(List<Choice> choices) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Choice choice : choices) {
            Line compute = planner.estimate(choice).compute();
            RunTime.Takes time = choice.time();
            List<@Nullable String> row = new ArrayList<>();
            row.add(Integer.toString(rows.size() + 1));
            row.add(Texts.money(choice.perMachineHour().amount()));
            row.add(compute.date());
            row.add(compute.confidence());
            row.add(Decimals.text(time.low()));
            row.add(Decimals.text(time.high()));
            row.add(choice.interruptions() == null ? null : rounded(choice.interruptionsExpected()));
            row.add(
                    choice.energy() == null
                            ? null
                            : Decimals.text(choice.energy().value()));
            row.add(kilograms(choice.emissionsLow()));
            row.add(kilograms(choice.emissionsHigh()));
            row.add(choice.offer().tier().text());
            row.add(time.basis());
            row.add(
                    choice.interruptions() == null
                            ? null
                            : choice.interruptions().basis());
            row.add(compute.source());
            rows.add(row);
        }
        return Table.of(
                "basis",
                Map.of(),
                List.of(
                        Column.decimal("rank", null),
                        Column.decimal("per_machine_hour", question.currency()),
                        Column.text("price_date"),
                        Column.text("confidence"),
                        Column.decimal("hours_low", null),
                        Column.decimal("hours_high", null),
                        Column.decimal("interruptions", null),
                        Column.decimal("energy_kwh", "kWh"),
                        Column.decimal("carbon_kg_low", "kgCO2e"),
                        Column.decimal("carbon_kg_high", "kgCO2e"),
                        Column.text("tier"),
                        Column.text("time_basis"),
                        Column.text("interruption_basis"),
                        Column.text("source")),
                rows,
                List.of());
    }

    /// The lines that make up the cost of the first choice.
    Table breakdown(Choice choice) {
        return Table.of(
                "cost_of_the_first",
                Map.of(),
                List.of(
                        Column.text("item"),
                        Column.text("reckoning"),
                        Column.decimal("cost", question.currency()),
                        Column.text("price_date"),
                        Column.text("confidence"),
                        Column.text("source")),
                planner.lines(question, choice).stream().map(PlanTables::line).toList(),
                List.of());
    }

    Table frontier(List<Choice> choices, boolean withinLimits) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        choices.forEach(choice -> rows.add(row(rows.size() + 1, null, choice)));
        return Table.of(
                "frontier",
                Map.of(),
                columns(false),
                rows,
                List.of((withinLimits ? "no other plan within the limits" : "whatever the limits, no other plan")
                        + " is as good as one of these in cost, time and carbon and better in one of them"));
    }

    Table scaling(Scaling scaling) {
        String currency = question.currency();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Scaling.Step step : scaling.steps()) {
            Choice choice = step.choice();
            List<@Nullable String> row = new ArrayList<>();
            row.add(Integer.toString(choice.machines()));
            row.add(Integer.toString(choice.gpus()));
            row.add(Decimals.text(choice.time().hours()));
            row.add(Texts.money(choice.cost().amount()));
            row.add(Decimals.text(step.speedup()));
            row.add(Decimals.text(step.efficiency()));
            row.add(Texts.decimalOrNull(step.marginalEfficiency()));
            row.add(Texts.moneyOrNull(step.perHourSaved()));
            row.add(step.pays() ? "yes" : "no");
            rows.add(row);
        }
        Choice last = scaling.lastThatPays();
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("pays_up_to_gpus", last == null ? null : Integer.toString(last.gpus()));
        return Table.of(
                "scaling",
                heading,
                List.of(
                        Column.decimal("machines", null),
                        Column.decimal("gpus", null),
                        Column.decimal("hours", null),
                        Column.decimal("cost", currency),
                        Column.decimal("speedup", null),
                        Column.decimal("efficiency", null),
                        Column.decimal("of_added_gpus", null),
                        Column.decimal("per_hour_saved", currency),
                        Column.text("pays")),
                rows,
                List.of(
                        scaling.worthOfHour() == null
                                ? "adding GPUs pays as long as half of what they add becomes speed; say what a day"
                                        + " earlier is worth with --value-per-day to judge by money"
                                : "adding GPUs pays as long as the hours saved are worth what they cost, at "
                                        + scaling.worthOfHour().rounded(2) + " an hour"));
    }

    /// What to rent and what it comes to, in one sentence.
    static String advice(Choice choice) {
        Machine machine = choice.offer().machine();
        return choice.machines() + " x " + machine.instanceType() + " of " + machine.provider() + " in "
                + choice.offer().region() + ", " + choice.capacityType().text() + " (" + choice.gpus() + " x "
                + machine.gpuModel() + "): "
                + choice.time().hours().setScale(1, RoundingMode.HALF_EVEN) + " h ("
                + choice.time().low().setScale(1, RoundingMode.HALF_EVEN) + " to "
                + choice.time().high().setScale(1, RoundingMode.HALF_EVEN) + "), "
                + choice.cost().rounded(2) + " ("
                + choice.low().rounded(2).amount().toPlainString() + " to "
                + choice.high().rounded(2).amount().toPlainString() + ")";
    }

    static @Nullable String kilograms(@Nullable GramsCo2e grams) {
        return grams == null ? null : Decimals.text(grams.kilograms());
    }

    private static List<@Nullable String> line(Line line) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(line.item());
        row.add(line.reckoning());
        row.add(Texts.moneyOrNull(line.cost()));
        row.add(line.date());
        row.add(line.confidence());
        row.add(line.missing() != null ? line.missing() : line.source());
        return row;
    }

    private static String rounded(double value) {
        return Decimals.text(BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN));
    }
}
