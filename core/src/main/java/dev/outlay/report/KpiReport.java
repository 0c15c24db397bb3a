package dev.outlay.report;

import dev.outlay.ledger.Filter;
import dev.outlay.units.Money;
import dev.outlay.units.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key figures of a span, each with its definition and what it was made of, or why it is not known.
final class KpiReport implements Report {

    private static final Parameter PREDICTIONS = Parameter.one(
            "predictions", "1500000", "How many predictions the charges paid for, where no run or tag says it");
    private static final Parameter BUDGET =
            Parameter.one("budget", "50000 USD", "What was to be spent in the span: gives the variance");

    @Override
    public String name() {
        return "kpi";
    }

    @Override
    public String description() {
        return "Key figures: cost per prediction, training efficiency, utilization, trend, waste, ROI, budget variance.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(Filters.PARAMETERS);
        all.addAll(Period.PARAMETERS);
        all.addAll(List.of(PREDICTIONS, BUDGET, SavingsReport.INVESTMENT));
        return all;
    }

    @Override
    public List<String> examples() {
        return List.of(
                "report kpi --from 2026-10-01 --to 2026-11-01 --budget \"50000 USD\"    # the figures of October");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        Span asked = Period.of(parameters, desk.now());
        List<Filter> filters = Filters.of(parameters);
        @Nullable
        BigDecimal predictions =
                parameters.one(PREDICTIONS.name(), Texts::positive).orElse(null);
        Optional<Money> budget = parameters.one(BUDGET.name(), Texts::amount);
        Optional<Money> investment = parameters.one(SavingsReport.INVESTMENT.name(), Texts::amount);
        var spend = new SpendFigures(desk.ledger(), asked, filters, predictions);
        var trend = new Trend(desk.ledger(), asked, filters);
        List<Kpi> figures = new ArrayList<>();
        figures.addAll(spend.costPerPrediction());
        figures.addAll(spend.trainingEfficiency());
        figures.addAll(UtilizationFigures.of(desk.ledger(), asked, filters));
        figures.addAll(trend.figures());
        figures.addAll(spend.wasteReduction());
        figures.addAll(ReturnFigures.of(desk, asked, filters, investment.orElse(null)));
        figures.addAll(spend.budgetVariance(budget.orElse(null)));
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("rounding", "half-even: ratios to 6 fractional digits, percents to 2, money to 18");
        return Table.of(
                name(),
                heading,
                Kpi.COLUMNS,
                figures.stream().map(figure -> figure.over(asked).row()).toList(),
                List.of(),
                List.of(trend.months()));
    }
}
