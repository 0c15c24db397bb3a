package dev.outlay.report;

import dev.outlay.ledger.Charge;
import dev.outlay.ledger.Filter;
import dev.outlay.ledger.LedgerReader;
import dev.outlay.ledger.RunStatus;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The key figures that are made of effective cost.
final class SpendFigures {

    private static final int RATIO = 6;
    private static final String PREDICTION = "cost_per_prediction";
    private static final String TRAINING = "training_cost_efficiency";
    private static final String WASTE = "waste_reduction";
    private static final String BUDGET = "budget_variance";

    private final LedgerReader ledger;
    private final @Nullable Span asked;
    private final Span span;
    private final List<Filter> filters;

    SpendFigures(LedgerReader ledger, @Nullable Span asked, List<Filter> filters) {
        this.ledger = ledger;
        this.asked = asked;
        this.span = Objects.requireNonNullElse(asked, Span.EVER);
        this.filters = filters;
    }

    List<Kpi> costPerPrediction(@Nullable BigDecimal stated) {
        String definition = "effective cost of what served the predictions / predictions";
        Optional<Predictions> known = Predictions.of(ledger, span, filters, stated);
        if (known.isEmpty()) {
            return List.of(Kpi.notKnown(
                    PREDICTION,
                    definition,
                    filters.isEmpty()
                            ? "no run has the metric predictions and no use the tag: give --predictions"
                            : "with a filter only --predictions says how many there were"));
        }
        Predictions predictions = known.get();
        Map<String, BigDecimal> costs = costs(predictions.paidBy());
        if (costs.isEmpty()) {
            return List.of(Kpi.notKnown(PREDICTION, definition, "nothing that served them has a price"));
        }
        List<Kpi> figures = new ArrayList<>();
        costs.forEach((currency, cost) -> figures.add(Kpi.known(
                PREDICTION,
                Texts.money(cost.divide(predictions.count(), Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN)),
                currency,
                definition,
                Texts.money(cost) + " " + currency + " / " + Kpi.text(predictions.count()) + " ("
                        + predictions.source() + ")")));
        return figures;
    }

    List<Kpi> trainingEfficiency() {
        String definition = "effective cost of succeeded attempts / effective cost of all runs, failed, interrupted,"
                + " running and unknown attempts included";
        var outcomes = new RunOutcomes(ledger);
        Map<String, BigDecimal> all = costs(charge -> charge.owner().run() != null);
        Map<String, BigDecimal> succeeded = costs(charge -> outcomes.of(charge) == RunStatus.SUCCEEDED);
        Map<String, BigDecimal> told = costs(charge -> outcomes.of(charge) != null);
        List<Kpi> figures = new ArrayList<>();
        all.forEach((currency, cost) -> {
            if (cost.signum() <= 0 || !told.containsKey(currency)) {
                return;
            }
            BigDecimal good = succeeded.getOrDefault(currency, BigDecimal.ZERO);
            figures.add(Kpi.known(
                    TRAINING,
                    ratio(good, cost),
                    null,
                    definition,
                    Texts.money(good) + " / " + Texts.money(cost) + " " + currency));
        });
        return figures.isEmpty()
                ? List.of(Kpi.notKnown(
                        TRAINING, definition, "no charge of a run says how its attempt ended, by a run or the tag outcome"))
                : figures;
    }

    List<Kpi> wasteReduction() {
        String definition = "1 - idle cost / idle cost of the equal span before, in percent; idle is what nobody held";
        Span before = Waste.before(asked);
        if (before == null) {
            return List.of(Kpi.notKnown(
                    WASTE, definition, "there is no span before all of time: give --from and --to, or --last"));
        }
        Map<String, Waste.Idle> now = Waste.idle(ledger, span, filters);
        List<Kpi> figures = new ArrayList<>();
        Waste.idle(ledger, before, filters).forEach((currency, then) -> {
            if (then.idle().signum() > 0) {
                BigDecimal idle = now.containsKey(currency) ? now.get(currency).idle() : BigDecimal.ZERO;
                figures.add(Kpi.known(
                        WASTE,
                        Objects.requireNonNull(Texts.percent(then.idle().subtract(idle), then.idle())),
                        "%",
                        definition,
                        Texts.money(idle) + " after " + Texts.money(then.idle()) + " " + currency));
            }
        });
        return figures.isEmpty()
                ? List.of(Kpi.notKnown(
                        WASTE, definition, "nothing stood idle from " + before.from() + " to " + before.to()))
                : figures;
    }

    List<Kpi> budgetVariance(@Nullable Money budget) {
        String definition = "effective cost - budget; above zero is overspent";
        if (budget == null) {
            return List.of(Kpi.notKnown(BUDGET, definition, "no budget is given: give --budget"));
        }
        Map<String, BigDecimal> costs = costs(_ -> true);
        BigDecimal cost = costs.get(budget.currency());
        if (cost == null) {
            return List.of(Kpi.notKnown(
                    BUDGET, definition, "nothing was charged in " + budget.currency() + ", the budget's currency"));
        }
        BigDecimal over = cost.subtract(budget.amount());
        String percent = Texts.percent(over, budget.amount());
        return List.of(Kpi.known(
                BUDGET,
                Texts.money(over),
                budget.currency(),
                definition,
                Texts.money(cost) + " - " + Texts.money(budget.amount())
                        + (percent == null ? "" : ": " + percent + " % of the budget")));
    }

    private Map<String, BigDecimal> costs(Predicate<Charge> kept) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, filters)) {
            charges.filter(charge -> span.contains(charge.at())).filter(kept).forEach(charge -> {
                Money effective = charge.costs().effective();
                if (effective != null) {
                    sums.merge(effective.currency(), effective.amount(), BigDecimal::add);
                }
            });
        }
        return sums;
    }

    private static String ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, RATIO, RoundingMode.HALF_EVEN).toPlainString();
    }
}
