package dev.outlay.report;

import dev.outlay.budget.Budget;
import dev.outlay.budget.BudgetChanges;
import dev.outlay.budget.BudgetState;
import dev.outlay.budget.BudgetUnit;
import dev.outlay.budget.Threshold;
import dev.outlay.budget.Tree;
import dev.outlay.ledger.Grain;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import dev.outlay.units.Decimals;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How budgets are written in tables.
final class BudgetTexts {

    static final Parameter NAME = Parameter.one("name", "vision", "The budget (default: all of them)");

    private static final int ESTIMATE_SCALE = 2;

    private BudgetTexts() {}

    /// An amount in full: money with at least two digits behind the point.
    static String amount(Budget budget, BigDecimal amount) {
        return budget.limit().unit() instanceof BudgetUnit.Currency ? Texts.money(amount) : Decimals.text(amount);
    }

    /// An amount that is expected and not counted, rounded to two digits.
    static @Nullable String estimate(@Nullable BigDecimal amount) {
        return amount == null
                ? null
                : amount.setScale(ESTIMATE_SCALE, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// `50 % info, 80 % warning to finance@example.org`.
    static String thresholds(List<Threshold> thresholds) {
        return thresholds.stream()
                .map(threshold -> threshold.percent().toPlainString() + " % "
                        + threshold.severity().text()
                        + (threshold.recipients().isEmpty() ? "" : " to " + String.join(" ", threshold.recipients())))
                .collect(Collectors.joining(", "));
    }

    /// `monthly` as a person says it: `month`, `7 days from 2026-10-01`, `once 2026-10-01 to 2026-12-31`.
    static String period(Budget budget) {
        String text = budget.period().cycle().text();
        if (budget.period().from() != null) {
            text += " from " + budget.period().from();
        }
        return budget.period().to() == null
                ? text
                : text + " to " + budget.period().to();
    }

    /// What a budget leaves out, one sentence for each of its units.
    static Optional<String> notCounted(Budget budget, Map<String, BigDecimal> notCounted) {
        if (notCounted.isEmpty()) {
            return Optional.empty();
        }
        String amounts = new TreeMap<>(notCounted)
                .entrySet().stream()
                        .map(entry -> Texts.money(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return Optional.of(
                switch (budget.limit().unit()) {
                    case BudgetUnit.Currency own ->
                        budget.name() + " counts " + own.code() + "; not counted in it: " + amounts;
                    case BudgetUnit.Physical unit ->
                        switch (unit) {
                            case GPU_HOURS -> budget.name() + " leaves out " + amounts;
                            case KILOWATT_HOURS ->
                                budget.name() + " does not hold the energy of GPUs whose power is not known: "
                                        + amounts;
                            case KILOGRAMS_CO2E ->
                                budget.name() + " does not hold the emissions of energy whose grid is not known: "
                                        + amounts;
                        };
                });
    }

    /// The budget that the parameter names; empty where it names none. Throws [dev.outlay.units.CallersMistake]
    /// with the nearest names where there is no such budget.
    static Optional<Budget> named(Parameters parameters, Tree tree) {
        return parameters
                .text(NAME.name())
                .map(name -> tree.named(name).orElseThrow(() -> BudgetChanges.unknown(tree, name)));
    }

    static Optional<String> none(BudgetState state) {
        return state.tree().size() == 0
                ? Optional.of("there are no budgets: state some with outlay budget set FILE or budget create")
                : Optional.empty();
    }

    /// The end of the last UTC hour before now in which a charge begins; null where there is none.
    static @Nullable Instant dataUntil(LedgerReader ledger, Instant now) {
        var query = TotalsQuery.of(Measure.GPU_HOURS);
        List<Totals.Row> days = ledger.totals(query.grain(Grain.DAY).in(new Span(Span.EVER.from(), now)))
                .rows();
        Instant day = days.isEmpty() ? null : days.getLast().bucket();
        if (day == null) {
            return null;
        }
        Instant end = day.plus(1, ChronoUnit.DAYS);
        Instant hour = ledger.totals(query.grain(Grain.HOUR).in(new Span(day, end.isAfter(now) ? now : end)))
                .rows()
                .getLast()
                .bucket();
        return hour == null ? null : hour.plus(1, ChronoUnit.HOURS);
    }
}
