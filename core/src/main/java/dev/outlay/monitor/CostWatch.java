package dev.outlay.monitor;

import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Measure;
import dev.outlay.ledger.Totals;
import dev.outlay.ledger.TotalsQuery;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What was spent: in all, and in the current month by who owns it.
final class CostWatch implements Watch {

    static final String USD = "USD";
    static final int MOST_OWNERS = 100;

    private static final Metric TOTAL = Metric.of(
            "gpu_autoscaler_total_cost_usd",
            "Effective cost in USD of all charges in the ledger; charges in other currencies are not converted and"
                    + " not in it.");
    private static final Metric MONTH = Metric.of(
            "outlay_cost_month_to_date",
            "Effective cost of the charges that started in the current UTC month, in the currency of the label, by"
                    + " owner; the " + MOST_OWNERS + " largest stand apart, the rest is summed as other.",
            "team",
            "project",
            "currency");
    private static final Metric CHARGES = Metric.of("outlay_ledger_charges", "Charges in the ledger.");
    private static final Metric UNPRICED =
            Metric.of("outlay_ledger_charges_unpriced", "Charges in the ledger that have no price.");

    @Override
    public List<Metric> metrics() {
        return List.of(TOTAL, MONTH, CHARGES, UNPRICED);
    }

    @Override
    public List<Family> look(Sight sight) {
        Totals all = sight.ledger().totals(TotalsQuery.of(Measure.EFFECTIVE));
        return List.of(
                total(all),
                month(sight),
                Family.of(CHARGES, sum(all, Totals.Row::charges)),
                Family.of(UNPRICED, sum(all, Totals.Row::unpriced)));
    }

    /// Nothing charged is a cost of nothing, known exactly; charges that all lack a price are a cost not known.
    private static Family total(Totals all) {
        BigDecimal usd = all.rows().stream()
                .filter(row -> USD.equals(row.currency()))
                .map(CostWatch::cost)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (usd == null && sum(all, Totals.Row::unpriced) > 0) {
            return Family.unknown(TOTAL);
        }
        return Family.of(TOTAL, List.of(Level.of(usd == null ? BigDecimal.ZERO : usd)));
    }

    private static Family month(Sight sight) {
        Map<List<String>, BigDecimal> sums = new HashMap<>();
        sight.ledger()
                .totals(TotalsQuery.of(Measure.EFFECTIVE)
                        .by(Dimension.Named.TEAM, Dimension.Named.PROJECT)
                        .in(sight.month()))
                .rows()
                .forEach(row -> {
                    BigDecimal cost = cost(row);
                    if (cost != null) {
                        sums.merge(
                                List.of(
                                        said(row.dimensions().get(0), "unallocated"),
                                        said(row.dimensions().get(1), "unallocated"),
                                        Objects.requireNonNull(row.currency())),
                                cost,
                                BigDecimal::add);
                    }
                });
        return Largest.family(MONTH, sums, MOST_OWNERS, 1);
    }

    /// The cost of a row; null for charges without a price.
    static @Nullable BigDecimal cost(Totals.Row row) {
        return Costs.NO_CURRENCY.equals(row.currency()) ? null : row.measures().getFirst();
    }

    static String said(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static long sum(Totals totals, ToLongFunction<Totals.Row> field) {
        return totals.rows().stream().mapToLong(field).sum();
    }
}
