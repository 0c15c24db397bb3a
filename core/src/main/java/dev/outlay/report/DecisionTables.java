package dev.outlay.report;

import dev.outlay.budget.Ask;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Decision;
import dev.outlay.budget.Expected;
import dev.outlay.budget.Level;
import dev.outlay.budget.Reservation;
import dev.outlay.ledger.Dimension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a decision is written: what was asked and decided in the heading, each budget in a row, what could be done
/// instead below.
final class DecisionTables {

    private static final int PREDICTED_SCALE = 6;

    private static final List<Column> COLUMNS = List.of(
            Column.text("budget"),
            Column.text("unit"),
            Column.decimal("limit", null),
            Column.decimal("spent", null),
            Column.decimal("reserved", null),
            Column.decimal("asked", null),
            Column.decimal("left", null),
            Column.decimal("used_percent", null),
            Column.decimal("after_percent", null),
            Column.text("verdict"),
            Column.text("reserves"),
            Column.time("from"),
            Column.time("to"));

    private DecisionTables() {}

    /// `dry` is whether nothing hangs on it: the answer then says no by no exit code. `reservation` is null where
    /// nothing was reserved.
    static Table of(
            Ask ask,
            Decision decision,
            boolean dry,
            @Nullable Reservation reservation,
            List<Alternative> alternatives,
            List<String> notes) {
        boolean feasible = decision instanceof Decision.Admit || reservation != null;
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("verdict", feasible ? "FEASIBLE" : "EXCEEDS");
        heading.put("decision", decision.word());
        if (!dry) {
            heading.put(Table.FEASIBLE, Boolean.toString(feasible));
        }
        heading.put("because", decision.because());
        heading.put("ask", ask.id());
        heading.put("who", who(ask.who()));
        ask.amounts().forEach((unit, amount) -> heading.put(name(unit), text(amount)));
        heading.put("hours", ask.hours() == null ? null : text(ask.hours()));
        heading.put("basis", ask.basis());
        if (decision instanceof Decision.Throttle throttle) {
            heading.put("limits", throttle.limits());
            heading.put("max_hours", Texts.decimalOrNull(throttle.maxHours()));
            heading.put("max_gpus", throttle.maxGpus() == null ? null : Integer.toString(throttle.maxGpus()));
        }
        if (reservation != null) {
            heading.put("reservation", reservation.id());
            heading.put("reserved_until", reservation.expires().toString());
        }
        List<String> all = new ArrayList<>();
        all.addAll(remarks(ask, decision));
        all.addAll(notes);
        return Table.of(
                "budget-check",
                heading,
                COLUMNS,
                decision.levels().stream().map(DecisionTables::row).toList(),
                all,
                alternatives.isEmpty() ? List.of() : List.of(alternatives(ask, alternatives)));
    }

    private static List<@Nullable String> row(Level level) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(level.budget());
        row.add(level.unit().text());
        row.add(amount(level.limit()));
        row.add(amount(level.spent()));
        row.add(amount(level.reserved()));
        row.add(level.asked() == null ? null : amount(level.asked()));
        row.add(amount(level.left()));
        row.add(plain(level.utilization()));
        row.add(plain(level.utilizationAfter()));
        row.add(verdict(level));
        row.add(level.period() == null ? null : level.policy().end().text());
        row.add(level.period() == null ? null : level.period().from().toString());
        row.add(level.period() == null ? null : level.period().to().toString());
        return row;
    }

    private static String verdict(Level level) {
        if (level.asked() == null) {
            return "not said";
        }
        if (!level.exceeds()) {
            return "ok";
        }
        return level.excuse() == null ? "exceeds" : "exceeds, " + level.excuse().text();
    }

    private static List<String> remarks(Ask ask, Decision decision) {
        List<String> remarks = new ArrayList<>();
        decision.levels().stream()
                .filter(level -> level.asked() == null)
                .forEach(level -> remarks.add("the budget " + level.budget() + " counts "
                        + level.unit().text() + ", which the ask does not say: it was not checked"));
        if (ask.run() == null && ask.pod() == null) {
            remarks.add(
                    "without --run or --pod no charge is known to be this job's: what is reserved is let go by budget"
                            + " release or when its time is over");
        }
        decision.levels().stream()
                .filter(level -> level.period() != null && level.asked() != null && !level.exceeds())
                .filter(level -> {
                    Expected amount = ask.amounts().get(level.unit());
                    return amount != null && amount.high().compareTo(level.left()) > 0;
                })
                .forEach(level -> remarks.add("at the upper end of its interval it would exceed the budget "
                        + level.budget() + ": reserve that with budget policy --budget " + level.budget()
                        + " --reserve upper"));
        return remarks;
    }

    private static Table alternatives(Ask ask, List<Alternative> alternatives) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Alternative each : alternatives) {
            Expected cost = cost(each.ask());
            Expected asked = cost(ask);
            List<@Nullable String> row = new ArrayList<>();
            row.add(each.name());
            row.add(each.change());
            row.add(each.fits() ? "yes" : "no");
            row.add(Texts.money(cost.value()));
            row.add(Texts.money(cost.low()));
            row.add(Texts.money(cost.high()));
            row.add(Texts.money(asked.value().subtract(cost.value())));
            row.add(
                    each.ask().hours() == null
                            ? null
                            : amount(each.ask().hours().value()));
            row.add(amount(each.extraHours()));
            row.add(each.risk());
            row.add(each.basis());
            rows.add(row);
        }
        String currency = ask.currency() == null ? null : ask.currency().code();
        return Table.of(
                "alternatives",
                Map.of(),
                List.of(
                        Column.text("alternative"),
                        Column.text("change"),
                        Column.text("fits"),
                        Column.decimal("cost", currency),
                        Column.decimal("cost_low", currency),
                        Column.decimal("cost_high", currency),
                        Column.decimal("saves", currency),
                        Column.decimal("hours", null),
                        Column.decimal("extra_hours", null),
                        Column.text("risk"),
                        Column.text("basis")),
                rows,
                List.of("each is priced by the same planner and predictor as the ask; fits is whether the budgets would"
                        + " admit it as they stand now"));
    }

    private static Expected cost(Ask ask) {
        Expected cost = ask.currency() == null ? null : ask.amounts().get(ask.currency());
        return cost == null ? Expected.exactly(BigDecimal.ZERO) : cost;
    }

    private static String name(BudgetUnit unit) {
        return unit instanceof BudgetUnit.Currency ? "cost" : unit.text().replace('-', '_');
    }

    /// An amount as it was asked for, or one that was predicted, of which more digits would say no more.
    private static String text(Expected amount) {
        return amount.low().compareTo(amount.high()) == 0
                ? amount(amount.value())
                : predicted(amount.value()) + " (" + predicted(amount.low()) + " to " + predicted(amount.high()) + ")";
    }

    private static String predicted(BigDecimal value) {
        return amount(value.setScale(PREDICTED_SCALE, RoundingMode.HALF_EVEN));
    }

    private static String amount(BigDecimal value) {
        return Texts.money(value);
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    static String who(Map<Dimension, String> who) {
        return who.entrySet().stream()
                .map(each -> each.getKey().text() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
