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
    private final Optional<Predictions> predictions;
    private final Map<String, BigDecimal> all = new TreeMap<>();
    private final Map<String, BigDecimal> predicting = new TreeMap<>();
    private final Map<String, BigDecimal> ofRuns = new TreeMap<>();
    private final Map<String, BigDecimal> told = new TreeMap<>();
    private final Map<String, BigDecimal> succeeded = new TreeMap<>();

    SpendFigures(LedgerReader ledger, @Nullable Span asked, List<Filter> filters, @Nullable BigDecimal stated) {
        this.ledger = ledger;
        this.asked = asked;
        this.span = Objects.requireNonNullElse(asked, Span.EVER);
        this.filters = filters;
        this.predictions = Predictions.of(ledger, span, filters, stated);
        sum(new RunOutcomes(ledger));
    }

    List<Kpi> costPerPrediction() {
        String definition = "effective cost of what served the predictions / predictions";
        if (predictions.isEmpty()) {
            return List.of(Kpi.notKnown(
                    PREDICTION,
                    definition,
                    filters.isEmpty()
                            ? "no run has the metric predictions and no use the tag: give --predictions"
                            : "with a filter only --predictions says how many there were"));
        }
        Predictions made = predictions.get();
        if (predicting.isEmpty()) {
            return List.of(Kpi.notKnown(PREDICTION, definition, "nothing that served them has a price"));
        }
        List<Kpi> figures = new ArrayList<>();
        predicting.forEach((currency, cost) -> figures.add(Kpi.known(
                PREDICTION,
                Texts.money(cost.divide(made.count(), Money.MAXIMUM_SCALE, RoundingMode.HALF_EVEN)),
                currency,
                definition,
                Texts.money(cost) + " " + currency + " / " + Kpi.text(made.count()) + " (" + made.source() + ")")));
        return figures;
    }

    List<Kpi> trainingEfficiency() {
        String definition = "effective cost of succeeded attempts / effective cost of all runs, failed, interrupted,"
                + " running and unknown attempts included";
        List<Kpi> figures = new ArrayList<>();
        ofRuns.forEach((currency, cost) -> {
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
                        TRAINING,
                        definition,
                        "no charge of a run says how its attempt ended, by a run or the tag outcome"))
                : figures;
    }

    List<Kpi> wasteReduction() {
        String definition = "1 - idle cost / idle cost of the equal span before, in percent; idle is what nobody held";
        Waste.Before before = Waste.Before.of(ledger, asked, filters);
        if (before.notKnown() != null) {
            return List.of(Kpi.notKnown(WASTE, definition, before.notKnown()));
        }
        Map<String, Waste.Idle> now = Waste.idle(ledger, span, filters);
        List<Kpi> figures = new ArrayList<>();
        before.idle().forEach((currency, then) -> {
            if (then.idle().signum() > 0) {
                BigDecimal idle = now.containsKey(currency) ? now.get(currency).idle() : BigDecimal.ZERO;
                figures.add(Kpi.known(
                        WASTE,
                        Objects.requireNonNull(Texts.percentOrNull(then.idle().subtract(idle), then.idle())),
                        "%",
                        definition,
                        Texts.money(idle) + " after " + Texts.money(then.idle()) + " " + currency));
            }
        });
        return figures.isEmpty()
                ? List.of(Kpi.notKnown(WASTE, definition, "nothing stood idle from " + before.span()))
                : figures;
    }

    List<Kpi> budgetVariance(@Nullable Money budget) {
        String definition = "effective cost - budget; above zero is overspent";
        if (budget == null) {
            return List.of(Kpi.notKnown(BUDGET, definition, "no budget is given: give --budget"));
        }
        BigDecimal cost = all.get(budget.currency());
        if (cost == null) {
            return List.of(Kpi.notKnown(
                    BUDGET, definition, "nothing was charged in " + budget.currency() + ", the budget's currency"));
        }
        BigDecimal over = cost.subtract(budget.amount());
        String percent = Texts.percentOrNull(over, budget.amount());
        return List.of(Kpi.known(
                BUDGET,
                Texts.money(over),
                budget.currency(),
                definition,
                Texts.money(cost) + " - " + Texts.money(budget.amount())
                        + (percent == null ? "" : ": " + percent + " % of the budget")));
    }

    /// One pass over the charges, since there may be many.
    private void sum(RunOutcomes outcomes) {
        try (Stream<Charge> charges = ledger.facts(Charge.class, span, filters)) {
            charges.filter(charge -> span.contains(charge.at())).forEach(charge -> {
                Money effective = charge.costs().effective();
                if (effective == null) {
                    return;
                }
                RunStatus outcome = outcomes.of(charge);
                add(all, effective, true);
                add(
                        predicting,
                        effective,
                        predictions.isPresent() && predictions.get().paidBy().test(charge));
                add(ofRuns, effective, charge.owner().run() != null);
                add(told, effective, outcome != null);
                add(succeeded, effective, outcome == RunStatus.SUCCEEDED);
            });
        }
    }

    private static void add(Map<String, BigDecimal> sums, Money money, boolean counts) {
        if (counts) {
            sums.merge(money.currency(), money.amount(), BigDecimal::add);
        }
    }

    private static String ratio(BigDecimal part, BigDecimal whole) {
        return part.divide(whole, RATIO, RoundingMode.HALF_EVEN).toPlainString();
    }
}
